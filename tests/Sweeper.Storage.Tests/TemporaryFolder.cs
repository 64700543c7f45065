using Microsoft.Data.Sqlite;

namespace Sweeper.Storage.Tests;

/// <summary>A results folder of its own for each test, gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "sweeper-storage-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "sweeper.db");

    internal ResultsFolder Results => new(Path);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A plain connection, as any other program would open it.</summary>
    public SqliteConnection Connect()
    {
        SqliteConnection connection = new($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
