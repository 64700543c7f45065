using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Versions;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Databases;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Strangers => new()
    {
        { "text", "not a SQLite database" },
        { "short", "not a SQLite database" },
        { "zeros", "not a SQLite database" },
        { "foreign", "another program" },
        { "foreign without an identity", "another program" },
        { "newer", $"newer Sweeper (schema 99; this one knows up to {Migrations.All[^1].Version})" },
        { "without a version", "damaged" },
        { "truncated", "damaged" },
        { "overwritten", "damaged" },
        { "kindless", "damaged (a hyperparameter has a value of no kind that there is)" },
        { "misspelt", "damaged (the definition of trials is not the one that Sweeper wrote)" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Open_AFileThatIsNotOurs_IsRefusedAndUnchanged(string kind, string message)
    {
        Make(kind);
        byte[] before = SHA256.HashData(File.ReadAllBytes(_folder.DatabasePath));
        DateTime written = File.GetLastWriteTimeUtc(_folder.DatabasePath);

        SweeperException e = Assert.Throws<SweeperException>(() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(_folder.DatabasePath)));

        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.DatabasePath));
        Assert.Equal(["sweeper.db", "sweeper.lock"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("foreign")]
    [InlineData("newer")]
    public void Read_AFileThatIsNotOurs_IsRefusedAndNothingIsPutBesideIt(string kind)
    {
        Make(kind);
        Assert.Equal(FailureKind.Environment, Assert.Throws<SweeperException>(() => SqliteSweepReader.Open(_folder.Root)).Kind);
        Assert.Equal(["sweeper.db"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Except(["sweeper.lock"]));
    }

    [Fact]
    public void Open_AnyDamagedCopy_OpensOrIsRefusedWithoutAnyOtherException()
    {
        MakeOurs();
        byte[] original = File.ReadAllBytes(_folder.DatabasePath);
        Random random = new(5);
        for (int mutant = 0; mutant < 60; mutant++)
        {
            byte[] bytes = (byte[])original.Clone();
            for (int i = 0; i < 20; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder.DatabasePath, bytes);
            try
            {
                using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
                foreach (Sweeps.Store.SweepRecord sweep in reader.ReadSweeps())
                {
                    reader.ReadTrials(sweep);
                    reader.ReadEpochs(sweep);
                }
            }
            catch (SweeperException e)
            {
                Assert.Contains(_folder.Root, e.Message, StringComparison.Ordinal);
            }

            Assert.Equal(bytes, File.ReadAllBytes(_folder.DatabasePath));
        }
    }

    [Fact]
    public void Open_AnEmptyFile_MakesADatabaseOfIt()
    {
        File.WriteAllBytes(_folder.DatabasePath, []);
        SqliteSweepStore.Open(_folder.Root, TimeProvider.System).Dispose();
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(0x53575052, connection.QuerySingle<int>("PRAGMA application_id"));
        Assert.Equal(Migrations.All[^1].Version, connection.QuerySingle<int>("PRAGMA user_version"));
    }

    [Fact]
    public void Open_AFolderWhereTheDatabaseShouldBe_IsRefused()
    {
        Directory.CreateDirectory(_folder.DatabasePath);
        SweeperException e = Assert.Throws<SweeperException>(() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System));
        Assert.Contains("sweeper.db", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFileWhereTheFolderShouldBe_IsRefused()
    {
        File.WriteAllText(_folder.File("file"), "");
        SweeperException e = Assert.Throws<SweeperException>(
            () => SqliteSweepStore.Open(_folder.File("file"), TimeProvider.System));
        Assert.Equal(FailureKind.Environment, e.Kind);
    }

    [Fact]
    public void Read_WhereNothingCanBeCreatedBesideTheDatabase_StillReads()
    {
        MakeOurs();
        Directory.CreateDirectory(_folder.DatabasePath + "-shm");
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Single(reader.ReadSweeps());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_NoSweepYet_SaysHowToMakeOne(bool hasEmptyFile)
    {
        if (hasEmptyFile)
            File.WriteAllBytes(_folder.DatabasePath, []);
        SweeperException e = Assert.Throws<SweeperException>(() => SqliteSweepReader.Open(_folder.Root));
        Assert.Equal(FailureKind.Input, e.Kind);
        Assert.Contains("There are no sweeps", e.Message, StringComparison.Ordinal);
        Assert.Contains("sweeper run", e.Message, StringComparison.Ordinal);
    }

    private void Make(string kind)
    {
        switch (kind)
        {
            case "text":
                File.WriteAllText(_folder.DatabasePath, new string('x', 5000));
                break;
            case "short":
                File.WriteAllText(_folder.DatabasePath, "SQLite format 3\0");
                break;
            case "zeros":
                File.WriteAllBytes(_folder.DatabasePath, new byte[8192]);
                break;
            case "foreign":
                Change("PRAGMA application_id = 77; CREATE TABLE mine (x);");
                break;
            case "foreign without an identity":
                Change("CREATE TABLE mine (x);");
                break;
            case "newer":
                MakeOurs();
                Change("PRAGMA user_version = 99");
                break;
            case "without a version":
                MakeOurs();
                Change("PRAGMA user_version = 0");
                break;
            case "truncated":
                MakeOurs();
                using (FileStream stream = File.OpenWrite(_folder.DatabasePath))
                    stream.SetLength(stream.Length / 2);
                break;
            case "kindless":
                MakeOurs();
                Change(
                    "PRAGMA ignore_check_constraints = ON; UPDATE hyperparameter_values SET kind = 'texu' WHERE trial_id = 1");
                break;
            case "misspelt":
                MakeOurs();
                byte[] bytes = File.ReadAllBytes(_folder.DatabasePath);
                bytes[bytes.AsSpan().IndexOf("'completed', 'pruned'"u8) + 5] ^= 1;
                File.WriteAllBytes(_folder.DatabasePath, bytes);
                break;
            default:
                MakeOurs();
                using (FileStream stream = File.OpenWrite(_folder.DatabasePath))
                {
                    stream.Position = 4096 * 3;
                    stream.Write(new byte[4096 * 4]);
                }

                break;
        }
    }

    private void MakeOurs()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        store.Open(Sample.Plan(), Sample.Environment, fresh: false).Train(Sample.Plan().Trials[0], 0.9);
    }

    private void Change(string sql)
    {
        using SqliteConnection connection = _folder.Connect();
        connection.Execute(sql);
    }
}
