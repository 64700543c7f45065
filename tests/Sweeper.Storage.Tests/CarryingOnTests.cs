using System.Collections.Immutable;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class CarryingOnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SameFingerprint_CarriesOnWithTheSameSweep()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store => store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[0], 0.9));

        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal(new SweepReference("grid", 1), journal.Reference);
            Assert.Equal(
                [TrialState.Completed, TrialState.Waiting, TrialState.Waiting, TrialState.Waiting],
                journal.InitialStates.AsEnumerable());
        });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(2, reader.ReadEnvironments(Assert.Single(reader.ReadSweeps())).Length);
    }

    [Theory]
    [InlineData("f2", false)]
    [InlineData("f1", true)]
    public void Open_OtherFingerprintOrFresh_StartsTheNextNumber(string fingerprint, bool fresh)
    {
        InStore(store => store.Open(Sample.Plan(), Sample.Environment, fresh: false));

        InStore(store =>
        {
            ISweepJournal journal = store.Open(Sample.Plan(fingerprint: fingerprint), Sample.Environment, fresh);
            Assert.Equal(new SweepReference("grid", 2), journal.Reference);
            Assert.Equal(_folder.File("grid.2"), journal.Folder);
            Assert.True(Directory.Exists(journal.Folder));
            Assert.All(journal.InitialStates, s => Assert.Equal(TrialState.Waiting, s));
        });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal([1, 2], reader.ReadSweeps().Select(s => s.Reference.Number));
        Assert.Equal(2, reader.FindSweep("grid", null)!.Reference.Number);
        Assert.Equal(1, reader.FindSweep("grid", 1)!.Reference.Number);
        Assert.Null(reader.FindSweep("grid", 3));
        Assert.Null(reader.FindSweep("other", null));
    }

    [Fact]
    public void Open_PlanOfOtherLimits_AddsItsTrialsToTheSweep()
    {
        SweepPlan all = Sample.Plan(fingerprint: "f2");
        SweepPlan capped = Sample.Plan() with { Trials = [.. all.Trials.Take(2)] };
        InStore(store => store.Open(capped, Sample.Environment, fresh: false).Train(capped.Trials[1], 0.9));

        SweepPlan raised = all with { RecordedFingerprint = "f1", ExperimentText = "name: raised\n",
            Facts = [KeyValuePair.Create("dataset", "digits")] };
        InStore(store =>
        {
            ISweepJournal journal = store.Open(raised, Sample.Environment, fresh: false);
            Assert.Equal(new SweepReference("grid", 1), journal.Reference);
            Assert.Equal(
                [TrialState.Waiting, TrialState.Completed, TrialState.Waiting, TrialState.Waiting],
                journal.InitialStates.AsEnumerable());
            journal.Train(all.Trials[3], 0.8);
        });
        InStore(store => Assert.Equal(1, store.Open(all, Sample.Environment, fresh: false).Reference.Number));

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        Assert.Equal(("f2", "name: raised\n", 1), (sweep.Fingerprint, sweep.ExperimentText, sweep.Facts.Length));
        Assert.Equal(all.Space.Hyperparameters.Select(h => h.Name), sweep.Space.Hyperparameters.Select(h => h.Name));
        Assert.Equal(
            all.Trials.Select(t => (t.Number, t.Identity, t.Values)), reader.ReadTrials(sweep)
                .Select(t => (t.Number, t.Identity, t.Values)));
    }

    [Fact]
    public void Open_TrialsLeftOut_AreNotTrained()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store => store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[0], 0.9));

        SweepPlan lowered = plan with { Fingerprint = "f2", RecordedFingerprint = "f1", LeftOut = [2, 3, 4] };
        InStore(store => store.Open(lowered, Sample.Environment, fresh: false));

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        Assert.Equal(4, sweep.TrialCount);
        Assert.Single(reader.ReadEnvironments(sweep));
    }

    [Fact]
    public void Open_SweepThatNobodyRuns_IsReadAsInterruptedEverywhere()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.Train(plan.Trials[0], 0.9);
            journal.StartTrial(plan.Trials[1]);
            journal.RecordEpoch(plan.Trials[1], Sample.Epoch(1, 0.7));
            journal.Train(plan.Trials[2], 0.8);
            Assert.Equal((SweepState.Running, TrialState.Running, "running"), States());
        });

        Assert.Equal((SweepState.Interrupted, TrialState.Interrupted, "interrupted"), States());
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        Assert.Equal("its process stopped before every trial had ended", sweep.Reason);
        Assert.Equal(1, sweep.TrialCounts[TrialState.Interrupted]);
        TrialRecord trial = reader.ReadTrials(sweep)[1];
        Assert.Equal(("its process stopped before it ended", 1), (trial.Reason, trial.LastEpoch));
        Assert.Equal(0.9, sweep.BestObjective);
    }

    [Fact]
    public void Open_OlderSweepHasTheFingerprint_StartsANewOneAllTheSame()
    {
        InStore(store => store.Open(Sample.Plan(fingerprint: "f1"), Sample.Environment, fresh: false));
        InStore(store => store.Open(Sample.Plan(fingerprint: "f2"), Sample.Environment, fresh: false));

        InStore(store => Assert.Equal(
            3, store.Open(Sample.Plan(fingerprint: "f1"), Sample.Environment, fresh: false).Reference.Number));
    }

    [Fact]
    public void Open_TrialsLeftRunning_AreInterrupted()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[1]);
            journal.RecordEpoch(plan.Trials[1], Sample.Epoch(1, 0.7));
        });

        InStore(store =>
        {
            using (SqliteSweepReader before = SqliteSweepReader.Open(_folder.Root))
                Assert.Equal(SweepState.Interrupted, before.FindSweep("grid", null)!.State);
            Assert.Equal(TrialState.Interrupted, store.Open(plan, Sample.Environment, fresh: false).InitialStates[1]);
        });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(SweepState.Interrupted, sweep.State);
        TrialRecord trial = reader.ReadTrials(sweep)[1];
        Assert.Equal(
            (TrialState.Interrupted, "its process stopped before it ended", 1), (trial.State, trial.Reason, trial.LastEpoch));
    }

    [Fact]
    public void Open_NothingLeftToTrain_KeepsTheSweepCompleted()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, 0.9);
            journal.EndSweep(SweepState.Completed, "every trial has ended");
        });

        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.All(journal.InitialStates, s => Assert.True(s.IsDone()));
            journal.EndSweep(SweepState.Completed, "again");
        });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal((SweepState.Completed, "every trial has ended"), (sweep.State, sweep.Reason));
        Assert.Single(reader.ReadEnvironments(sweep));
    }

    [Fact]
    public void Open_KilledAfterTheLastTrial_CompletesTheSweep()
    {
        SweepPlan plan = Sample.Plan();
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, 0.9);
        });

        InStore(_ => { });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(SweepState.Completed, sweep.State);
        Assert.NotNull(sweep.EndedAt);
    }

    [Fact]
    public void StartTrial_AfterAFailure_ForgetsTheEarlierAttempt()
    {
        SweepPlan plan = Sample.Plan();
        Trial trial = plan.Trials[0];
        TrialAttachment note = new() { Name = "note", MediaType = "text/plain", Content = "old"u8.ToArray() };
        TrialAttachment file = new() { Name = "weights", MediaType = "x", Content = "old"u8.ToArray(),
            File = new AttachmentFile("models", ".bin") };
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(trial);
            journal.RecordEpoch(trial, Sample.Epoch(1, 0.7));
            journal.RecordEpoch(trial, Sample.Epoch(2, 0.7));
            journal.EndTrial(trial, Sample.Outcome(TrialState.Failed), new TrialResult { Attachments = [note, file] });
        });

        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal((TrialState.Failed, 1), (journal.InitialStates[0], journal.InitialAttempts[0]));
            Assert.Equal(EarlierAttempt.None with { Attempt = 2 }, journal.StartTrial(trial));
            journal.RecordEpoch(trial, Sample.Epoch(1, 0.8));
            journal.EndTrial(
                trial,
                Sample.Outcome(lastEpoch: 1, objective: 0.8),
                new TrialResult { Attachments = [file with { Content = "new"u8.ToArray() }] });
        });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        ImmutableArray<EpochMetrics> epochs = reader.ReadEpochs(sweep)[1];
        Assert.Equal([0.8], epochs.Select(e => e.Find("validation_accuracy")!.Value));
        Assert.Null(reader.ReadAttachment(sweep, 1, "note"));
        Assert.Equal("new"u8.ToArray(), reader.ReadAttachment(sweep, 1, "weights"));
        Assert.Equal((TrialState.Completed, 1), (reader.ReadTrials(sweep)[0].State, reader.ReadTrials(sweep)[0].LastEpoch));
    }

    private (SweepState Sweep, TrialState Trial, object? InView) States()
    {
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        object? inView = new ReadOnlyQuery(_folder.Root, TimeProvider.System)
            .Run("SELECT state FROM runs WHERE trial = 2", TimeSpan.FromMinutes(1), 10).Rows[0][0];
        return (sweep.State, reader.ReadTrials(sweep)[1].State, inView);
    }

    private void InStore(Action<SqliteSweepStore> action)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        action(store);
    }
}
