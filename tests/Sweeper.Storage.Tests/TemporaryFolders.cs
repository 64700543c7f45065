using Microsoft.Data.Sqlite;
using Sweeper.Storage.Files;

namespace Sweeper.Storage.Tests;

/// <summary>Temporary folders as results folders.</summary>
internal static class TemporaryFolders
{
    extension(TemporaryFolder folder)
    {
        public ResultsFolder Results => new(folder.Root);

        public string DatabasePath => folder.File("sweeper.db");

        /// <summary>A plain connection, as any other program would open it.</summary>
        public SqliteConnection Connect()
        {
            SqliteConnection connection = new($"Data Source={folder.DatabasePath};Pooling=False");
            connection.Open();
            return connection;
        }
    }
}
