using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Databases;

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
        MakeVersion1();
        Open("CREATE TABLE added (x)").Dispose();

        using (SqliteConnection connection = _folder.Connect())
        {
            Assert.Equal(2, connection.QuerySingle<int>("PRAGMA user_version"));
            Assert.Equal(0, connection.QuerySingle<int>("SELECT count(*) FROM added"));
            Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM leaderboard"));
        }

        using SqliteConnection backup = new($"Data Source={_folder.File("sweeper.v1.db")};Pooling=False");
        backup.Open();
        Assert.Equal(1, backup.QuerySingle<int>("PRAGMA user_version"));
        Assert.Equal(4, backup.QuerySingle<int>("SELECT count(*) FROM trials"));
    }

    [Fact]
    public void Open_MigrationThatFails_LeavesTheOlderDatabase()
    {
        MakeVersion1();
        Assert.Throws<SweeperException>(() => Open("CREATE TABLE added (x); INSERT INTO nowhere VALUES (1)"));

        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Path, TimeProvider.System);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(1, connection.QuerySingle<int>("PRAGMA user_version"));
        Assert.Equal(0, connection.QuerySingle<int>("SELECT count(*) FROM sqlite_master WHERE name = 'added'"));
    }

    private void MakeVersion1()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Path, TimeProvider.System);
        store.Open(Sample.Plan(), Sample.Environment, fresh: false).Train(Sample.Plan().Trials[0], 0.9);
    }

    private SqliteSweepStore Open(string sql)
    {
        ImmutableArray<Migration> migrations = [.. Migrations.All, new Migration(2, sql)];
        return SqliteSweepStore.Open(_folder.Path, TimeProvider.System, migrations);
    }
}
