using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Files;

public sealed class DatabaseSealTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ResultsFolder _results;

    public DatabaseSealTests() => _results = new ResultsFolder(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dispose_OfAStore_LeavesTheSealOfItsDatabase()
    {
        MakeOurs();
        Assert.NotNull(DatabaseSeal.Of(_results));
        Assert.Equal(DatabaseSeal.Of(_results), File.ReadAllText(_results.LockPath));
    }

    [Fact]
    public void Dispose_AfterAFailure_LeavesNoSeal()
    {
        using (SqliteSweepStore store = Open())
            store.Writer.Fault(new IOException("broken"));
        Assert.Equal("", File.ReadAllText(_results.LockPath));
    }

    [Fact]
    public void Open_DamageThatOnlyACloseLookFinds_IsRefusedUnlessTheSealIsThatOfTheFile()
    {
        MakeOurs();
        Orphan();
        Assert.Contains("damaged", Assert.Throws<SweeperException>(Open).Message, StringComparison.Ordinal);

        // That it is opened now shows that nobody looked closely.
        File.WriteAllText(_results.LockPath, DatabaseSeal.Of(_results));
        Open().Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("\0")]
    public void Open_WithASealThatIsNone_LooksClosely(string seal)
    {
        MakeOurs();
        Orphan();
        File.WriteAllText(_results.LockPath, seal);
        Assert.Throws<SweeperException>(Open);
    }

    [Fact]
    public void Open_WithASealLongerThanAny_LooksClosely()
    {
        MakeOurs();
        Orphan();
        File.WriteAllBytes(_results.LockPath, Encoding.ASCII.GetBytes(DatabaseSeal.Of(_results) + new string('0', 100_000)));
        Assert.Throws<SweeperException>(Open);
    }

    [Fact]
    public void Of_ADatabaseWithALog_IsNull()
    {
        MakeOurs();
        File.WriteAllText(_results.DatabasePath + "-wal", "x");
        Assert.Null(DatabaseSeal.Of(_results));
    }

    [Fact]
    public void Of_AFolderWithoutADatabase_IsNull() => Assert.Null(DatabaseSeal.Of(_results));

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

    private void MakeOurs()
    {
        using SqliteSweepStore store = Open();
        store.Open(Sample.Plan(), Sample.Environment, fresh: false).Train(Sample.Plan().Trials[0], 0.9);
    }

    private void Orphan()
    {
        using SqliteConnection connection = _folder.Connect();
        connection.Execute("PRAGMA foreign_keys = OFF; UPDATE hyperparameter_values SET trial_id = 77 WHERE trial_id = 1; "
            + "PRAGMA wal_checkpoint(TRUNCATE);");
    }
}
