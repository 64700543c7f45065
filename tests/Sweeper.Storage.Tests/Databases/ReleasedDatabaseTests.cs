using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Queries;
using Sweeper.Storage.Versions;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Databases;

/// <summary>Databases as released versions wrote them, each with the same sweep in it.</summary>
public sealed class ReleasedDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Migrations.All.Length)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Open_DatabaseOfAReleasedVersion_IsUpgradedAndReadWhole(int version)
    {
        Place(version);

        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
            Assert.Equal(version < Migrations.All.Length ? _folder.File($"sweeper.v{version}.db") : null, store.BackupPath);

        AssertReadable();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Read_DatabaseOfAReleasedVersion_IsUnderstoodAndLeftAsItIs(int version)
    {
        Place(version);
        byte[] before = File.ReadAllBytes(_folder.DatabasePath);

        AssertReadable();

        Assert.Equal(before, File.ReadAllBytes(_folder.DatabasePath));
        Assert.Empty(Directory.GetFiles(_folder.Root, "sweeper.v*"));
    }

    [Fact]
    public void Read_OlderDatabase_ShowsTheNewerFormOfItAndLeavesItAsItIs()
    {
        int present = Migrations.All[^1].Version;
        Place(present);
        byte[] before = File.ReadAllBytes(_folder.DatabasePath);
        ImmutableArray<Migration> migrations =
            [.. Migrations.All, new Migration(present + 1, "ALTER TABLE trials ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")];

        using (ReaderConnection newer = ReaderConnection.Open(_folder.Results, new Migrator(migrations)))
        {
            using var command = newer.Sqlite.CreateCommand();
            command.CommandText = "SELECT min(colour) FROM trials";
            Assert.Equal("blue", command.ExecuteScalar());
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.DatabasePath));
    }

    public void Dispose() => _folder.Dispose();

    private void Place(int version) => File.Copy(
        Path.Combine(AppContext.BaseDirectory, "Assets", string.Create(CultureInfo.InvariantCulture, $"version-{version}.db")),
        _folder.DatabasePath);

    private void AssertReadable()
    {
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(sweep);

        Assert.Equal(("released", SweepState.Interrupted, 7L), (sweep.Reference.ToString(), sweep.State, sweep.Seed));
        Assert.Equal(new Objective("validation_accuracy", Goal.Maximize), sweep.Objective);
        Assert.Equal(("validation_loss", 2), (sweep.EarlyStopping?.Monitor, sweep.EarlyStopping?.Patience));
        Assert.Equal(["architecture", "activation", "learning_rate"], sweep.Space.Swept.Select(h => h.Name));
        Assert.Contains("name: released", sweep.ExperimentText, StringComparison.Ordinal);
        Assert.Equal(
            "sweeper run released.yaml --parallel 1 --no-report", Assert.Single(reader.ReadEnvironments(sweep)).CommandLine);
        Assert.Equal(5, sweep.BestTrial);
        Assert.Equal(
            [
                "1 completed 3 0.25 4 tanh 0.1", "2 completed 3 0 4 tanh 1E+30", "3 completed 3 0.0833 4 relu 0.1",
                "4 diverged 1  4 relu 1E+30", "5 completed 3 0.3333 6-4 tanh 0.1", "6 completed 3 0.0833 6-4 tanh 1E+30",
                "7 interrupted 1 0.1667 6-4 relu 0.1", "8 failed   6-4 relu 1E+30",
            ],
            trials.Select(Line));
        IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs = reader.ReadEpochs(sweep);
        Assert.Equal([3, 3, 3, 1, 3, 3, 1], Enumerable.Range(1, 7).Select(t => epochs[t].Length));
        Assert.Equal(double.NaN, epochs[4][0].Find("train_loss"));
        Assert.Equal(300, reader.ReadAttachment(sweep, 1, "confusion_matrix")!.Length);

        QueryResult runs = new ReadOnlyQuery(_folder.Root, TimeProvider.System)
            .Run("SELECT trial FROM leaderboard ORDER BY rank, trial", TimeSpan.FromMinutes(1), 100);
        Assert.Equal([5L, 1L, 3L, 6L, 2L], runs.Rows.Select(r => (long)r[0]!));
    }

    private static string Line(TrialRecord trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Number} {trial.State.Name()} {trial.LastEpoch} {trial.Objective:0.####} {trial.Values["architecture"]} "
        + $"{trial.Values["activation"]} {trial.Values["learning_rate"]}");
}
