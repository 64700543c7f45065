using System.Security.Cryptography;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Tests.Queries;

public sealed class ReadOnlyQueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReadOnlyQueryTests()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[0], 0.9);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Select_ReturnsNamesAndTypedValues()
    {
        QueryResult result = Run(
            "SELECT trial, objective, activation, reason, x'01' AS b FROM runs WHERE trial <= 2 ORDER BY trial -- a comment");
        Assert.Equal(["trial", "objective", "activation", "reason", "b"], result.Columns.AsEnumerable());
        Assert.Equal([1L, 0.9, "relu", "trained to its last epoch", new byte[] { 1 }], result.Rows[0].AsEnumerable());
        Assert.Null(result.Rows[1][1]);
        Assert.False(result.IsTruncated);
    }

    [Theory]
    [InlineData("SELECT 1;")]
    [InlineData("SELECT 1; -- that was all")]
    [InlineData(" /* first */ SELECT 1 /* then */ ; ; \n")]
    [InlineData("WITH one AS (SELECT 1 AS x) SELECT x FROM one")]
    [InlineData("VALUES (1)")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT min(i) FROM n")]
    [InlineData("SELECT json_extract('[1]', '$[0]')")]
    [InlineData("SELECT count(*) OVER () FROM sweeps")]
    public void Run_OneReadingStatement_IsAllowed(string sql) => Assert.Equal(1L, Run(sql).Rows[0][0]);

    [Theory]
    [InlineData("DELETE FROM sweeps")]
    [InlineData("WITH gone AS (SELECT 1) DELETE FROM sweeps")]
    [InlineData("INSERT INTO metric_names (name) VALUES ('x')")]
    [InlineData("WITH x AS (SELECT 1) INSERT INTO metric_names (name) SELECT 'x' FROM x")]
    [InlineData("UPDATE trials SET state = 'completed'")]
    [InlineData("REPLACE INTO metric_names (name) VALUES ('x')")]
    [InlineData("DROP TABLE metrics")]
    [InlineData("CREATE TABLE x (y)")]
    [InlineData("CREATE TEMP TABLE x AS SELECT 1")]
    [InlineData("CREATE VIEW x AS SELECT 1")]
    [InlineData("ALTER TABLE sweeps RENAME TO s")]
    [InlineData("ATTACH DATABASE 'new.db' AS other")]
    [InlineData("ATTACH DATABASE ':memory:' AS other")]
    [InlineData("DETACH DATABASE main")]
    [InlineData("VACUUM")]
    [InlineData("VACUUM INTO 'new.db'")]
    [InlineData("PRAGMA user_version = 9")]
    [InlineData("PRAGMA query_only = 0")]
    [InlineData("PRAGMA journal_mode = DELETE")]
    [InlineData("PRAGMA wal_checkpoint(TRUNCATE)")]
    [InlineData("SELECT load_extension('libm.so')")]
    [InlineData("SELECT LOAD_EXTENSION('libm.so')")]
    [InlineData("BEGIN")]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("COMMIT")]
    [InlineData("SAVEPOINT s")]
    [InlineData("REINDEX")]
    [InlineData("ANALYZE")]
    [InlineData("SELECT 1; DELETE FROM sweeps")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1;; PRAGMA user_version = 9")]
    [InlineData("SELECT 1; nonsense")]
    [InlineData("")]
    [InlineData(" -- nothing")]
    [InlineData("SELECT 1\0; DELETE FROM sweeps")]
    [InlineData("SELECT length(randomblob(1000000000))")]
    [InlineData("SELECT nonsense(")]
    [InlineData("INSERT INTO metric_names (name) VALUES ('x') RETURNING name")]
    [InlineData("DELETE FROM sweeps RETURNING name")]
    [InlineData("EXPLAIN DELETE FROM sweeps")]
    [InlineData("CREATE VIRTUAL TABLE x USING fts5(y)")]
    [InlineData("CREATE TRIGGER x AFTER INSERT ON sweeps BEGIN DELETE FROM sweeps; END")]
    [InlineData("SELECT * FROM pragma_wal_checkpoint('TRUNCATE')")]
    [InlineData("SELECT writefile('new.db', 'x')")]
    [InlineData("/* SELECT */ VACUUM main INTO 'new.db'")]
    [InlineData("UPDATE sweeps SET name = (SELECT 'x')")]
    public void Run_AnythingElse_IsRefusedAndChangesNothing(string sql)
    {
        byte[] before = Hash();
        string[] files = Files();

        SweeperException e = Assert.Throws<SweeperException>(() => Run(sql));

        Assert.Equal(FailureKind.Input, e.Kind);
        Assert.Equal(before, Hash());
        Assert.Equal(files, Files());
        Assert.False(File.Exists("new.db"));
    }

    [Theory]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n WHERE i > 1")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) "
        + "SELECT count(*) FROM n a, n b, n c")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(randomblob(1000)) FROM n")]
    public void Run_ForEver_EndsAtTheDeadlineAndChangesNothing(string sql)
    {
        byte[] before = Hash();
        string[] files = Files();

        SweeperException e = Assert.Throws<SweeperException>(
            () => new ReadOnlyQuery(_folder.Root, TimeProvider.System).Run(sql, TimeSpan.FromMilliseconds(50), 10));

        Assert.Contains("longer than 0.05 s", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, Hash());
        Assert.Equal(files, Files());
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Run_MoreRowsThanAllowed_IsTruncated(int maximumRows, bool isTruncated)
    {
        QueryResult result = new ReadOnlyQuery(_folder.Root, TimeProvider.System).Run(
            "VALUES (1), (2), (3)", TimeSpan.FromMinutes(1), maximumRows);
        Assert.Equal((maximumRows, isTruncated), (result.Rows.Length, result.IsTruncated));
    }

    [Theory]
    [InlineData("SELECT lerning_rate FROM runs", "did you mean 'learning_rate'?")]
    [InlineData("SELECT planned_epochs, sweep FROM trials", "no such column: sweep; it is a column of epochs, leaderboard, ")]
    [InlineData("SELECT r.objectiv FROM runs AS r", "did you mean 'objective'?")]
    [InlineData("SELECT * FROM leaderbord", "did you mean 'leaderboard'?")]
    [InlineData("SELECT * FROM nowhere_at_all", "the views are runs, epochs, leaderboard and pruning")]
    public void Run_UnknownName_SuggestsTheNearest(string sql, string suggestion) =>
        Assert.Contains(suggestion, Assert.Throws<SweeperException>(() => Run(sql)).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_FolderWithoutDatabase_SaysHowToMakeOne()
    {
        SweeperException e = Assert.Throws<SweeperException>(
            () => new ReadOnlyQuery(_folder.File("nothing"), TimeProvider.System).Run("SELECT 1", TimeSpan.FromMinutes(1), 1));
        Assert.Equal(FailureKind.Input, e.Kind);
        Assert.Contains("sweeper run", e.Message, StringComparison.Ordinal);
    }

    private QueryResult Run(string sql) =>
        new ReadOnlyQuery(_folder.Root, TimeProvider.System).Run(sql, TimeSpan.FromMinutes(1), 100);

    private byte[] Hash() => SHA256.HashData(File.ReadAllBytes(_folder.DatabasePath));

    // SQLite's own index of a write-ahead log comes and goes with readers.
    private string[] Files() =>
        [.. Directory.GetFiles(_folder.Root)
            .Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal)).Order()];
}
