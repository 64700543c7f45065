using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Versions;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Versions;

public sealed class MigratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Migrations_InOrder_HaveVersionsWithoutAGap() =>
        Assert.Equal(Enumerable.Range(1, Migrations.All.Length), Migrations.All.Select(m => m.Version));

    [Fact]
    public void Open_OlderDatabase_IsCopiedThenMigrated()
    {
        MakePresent();
        using (SqliteSweepStore store = Open("CREATE TABLE added (x)"))
            Assert.Equal(Backup(), store.BackupPath);

        using (SqliteConnection connection = _folder.Connect())
        {
            Assert.Equal(Present + 1, connection.QuerySingle<int>("PRAGMA user_version"));
            Assert.Equal(0, connection.QuerySingle<int>("SELECT count(*) FROM added"));
            Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM leaderboard"));
        }

        Assert.Equal(Present, VersionOf(Backup()));
        using SqliteConnection backup = Connect(Backup());
        Assert.Equal(4, backup.QuerySingle<int>("SELECT count(*) FROM trials"));
    }

    [Fact]
    public void Open_DatabaseOfThisVersion_IsNotCopied()
    {
        MakePresent();
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        Assert.Null(store.BackupPath);
        Assert.Empty(Directory.GetFiles(_folder.Root, "sweeper.v*"));
    }

    [Fact]
    public void Open_WhereACopyOfAnEarlierUpgradeLies_KeepsBoth()
    {
        MakePresent();
        File.WriteAllText(Backup(), "an earlier copy");
        using SqliteSweepStore store = Open("CREATE TABLE added (x)");
        Assert.Equal(Backup(".2"), store.BackupPath);
        Assert.Equal("an earlier copy", File.ReadAllText(Backup()));
        Assert.Equal(Present, VersionOf(Backup(".2")));
    }

    [Fact]
    public void Open_MigrationThatFailsHalfWay_LeavesTheOlderDatabaseByteForByte()
    {
        MakePresent();
        byte[] before = File.ReadAllBytes(_folder.DatabasePath);
        Assert.Throws<SweeperException>(() => Open(
            "CREATE TABLE added (x); DELETE FROM metrics; INSERT INTO nowhere VALUES (1)"));
        Assert.Equal(before, File.ReadAllBytes(_folder.DatabasePath));
        Assert.Equal(["sweeper.db", "sweeper.lock"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());

        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(Present, connection.QuerySingle<int>("PRAGMA user_version"));
        Assert.Equal(4, connection.QuerySingle<int>("SELECT count(*) FROM metrics"));
    }

    [Fact]
    public void Open_CopyThatCannotBeWritten_LeavesTheOlderDatabaseAndNoHalfCopy()
    {
        MakePresent();
        byte[] before = File.ReadAllBytes(_folder.DatabasePath);
        Directory.CreateDirectory(Backup() + ".tmp");
        SweeperException e = Assert.Throws<SweeperException>(() => Open("CREATE TABLE added (x)"));
        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Equal(before, File.ReadAllBytes(_folder.DatabasePath));
        Assert.Equal(["sweeper.db", "sweeper.lock"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());
    }

    private static int Present => Migrations.All[^1].Version;

    private string Backup(string suffix = "") => _folder.File($"sweeper.v{Present}{suffix}.db");

    private static SqliteConnection Connect(string path)
    {
        SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static int VersionOf(string path)
    {
        using SqliteConnection connection = Connect(path);
        return connection.QuerySingle<int>("PRAGMA user_version");
    }

    private void MakePresent()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        store.Open(Sample.Plan(), Sample.Environment, fresh: false).Train(Sample.Plan().Trials[0], 0.9);
    }

    private SqliteSweepStore Open(string sql)
    {
        ImmutableArray<Migration> migrations = [.. Migrations.All, new Migration(Present + 1, sql)];
        return SqliteSweepStore.Open(_folder.Root, TimeProvider.System, migrations);
    }
}
