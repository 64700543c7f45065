using System.Collections.Immutable;
using Sweeper.Cli.Machine;
using Sweeper.Experiments;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Sweeps of a sampler that learns, recorded for real, with trials that are a formula.</summary>
public sealed class GrowingSweepTests : IDisposable
{
    private static readonly ExperimentLoader Loader =
        new(NetworkTrialKind.Instance) { Samplers = [.. NearBestSampler.AndOthers] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_KilledAtAnyRecord_CarriesOnWithTheSameProposals()
    {
        // A copy of the folder at every seventh record is what a kill would leave then.
        string experiment = Text("run_cap: 14");
        Run("whole", experiment, parallel: 1, copyEvery: 7);
        ImmutableArray<TrialRecord> whole = Trials("whole");
        string[] copies = [.. Directory.GetDirectories(_folder.Root, "copy-*").Select(d => Path.GetFileName(d))];

        Assert.Equal(14, whole.Length);
        Assert.True(copies.Length >= 6, $"{copies.Length} copies");
        foreach (string copy in copies)
        {
            int before = Trials(copy).Length;
            Run(copy, experiment, parallel: 1);
            Assert.InRange(before, 2, 14);
            Assert.Equal(whole.Select(Line), Trials(copy).Select(Line));
        }
    }

    [Fact]
    public void Run_KilledWithSeveralAtOnce_LosesNothingAndEveryProposalComesOutTheSame()
    {
        string experiment = Text("run_cap: 14\nrepeats: 2");
        Run("whole", experiment, parallel: 3, copyEvery: 16);

        foreach (string copy in Directory.GetDirectories(_folder.Root, "copy-*").Select(d => Path.GetFileName(d)!))
        {
            ImmutableArray<TrialRecord> before = Trials(copy);
            Run(copy, experiment, parallel: 3);
            ImmutableArray<TrialRecord> after = Trials(copy);
            Assert.Equal(
                before.Select(t => (t.Number, t.Identity, t.Proposal)),
                after.Take(before.Length).Select(t => (t.Number, t.Identity, t.Proposal)));
            Assert.Equal(14, after.Length);
            Assert.Equal(7, after.Select(t => t.Values).Distinct().Count());
            Assert.All(RecordedGrowth.Replay(Load(experiment), after)!.Value, p => Assert.True(p.IsSame));
        }
    }

    [Fact]
    public void Run_RaisedLimits_CarryOnWithTheSameSweep()
    {
        Run("r", Text("run_cap: 4"), parallel: 1);
        ImmutableArray<TrialRecord> first = Trials("r");

        Assert.Equal(
            ["run_cap raised from 4 to 6: near carries on"], Run("r", Text("run_cap: 6"), parallel: 1).Changes.AsEnumerable());
        Assert.Equal(first.Select(Line), Trials("r").Take(4).Select(Line));
        Assert.Equal(6, Trials("r").Length);

        Assert.Equal(
            ["run_cap raised from 6 to 12: near carries on", "repeats raised from 1 to 2: near carries on"],
            Run("r", Text("run_cap: 12\nrepeats: 2"), parallel: 1).Changes.AsEnumerable());
        ImmutableArray<TrialRecord> repeated = Trials("r");
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], repeated.Select(t => t.Repeat));
        Assert.All(RecordedGrowth.Replay(Load(Text("run_cap: 12\nrepeats: 2")), repeated)!.Value, p => Assert.True(p.IsSame));
    }

    [Fact]
    public void Run_SpaceUsedUp_IsCompletedAndStaysSo()
    {
        SweepResult result = Run("r", Text("run_cap: 100"), parallel: 2).Result;
        Assert.True(result.IsUsedUp);
        using (var reader = SqliteSweepReader.Open(_folder.File("r")))
        {
            SweepRecord sweep = reader.FindSweep("near", null)!;
            Assert.Equal(
                (SweepState.Completed, "every cell of the space has been tried", 20),
                (sweep.State, sweep.Reason, sweep.TrialCount));
        }

        Assert.True(Run("r", Text("run_cap: 100"), parallel: 2).Result.IsUsedUp);
        Assert.Equal(20, Trials("r").Length);
    }

    [LongFact]
    public void Run_RepeatsUntilSeparated_KilledAtAnyRecord_CarriesOnWithTheSameRounds()
    {
        string experiment = Separated("repeats: {min: 2, max: 9, until: separated}");
        Run("whole", experiment, parallel: 3, copyEvery: 11);
        ImmutableArray<TrialRecord> whole = Trials("whole");

        Assert.InRange(whole.Length, 11, 44);
        Assert.All(whole.Skip(10), t => Assert.Equal(RepeatRule.ProposerName, t.Proposal!.Sampler));
        Assert.All(RecordedGrowth.Replay(Load(experiment), whole)!.Value, p => Assert.True(p.IsSame));
        foreach (string copy in Directory.GetDirectories(_folder.Root, "copy-*").Select(d => Path.GetFileName(d)!))
        {
            Run(copy, experiment, parallel: 2);
            Assert.Equal(whole.Select(Line), Trials(copy).Select(Line));
        }

        SweepResult again = Run("whole", experiment, parallel: 3).Result;
        Assert.Equal((0, whole.Length), (again.LeftCount, Trials("whole").Length));
        Assert.Contains(
            $"after {whole.Length} trials, where repeats: 9 would have taken 45", again.Rounds, StringComparison.Ordinal);
        using var reader = SqliteSweepReader.Open(_folder.File("whole"));
        Assert.Equal(
            (SweepState.Completed, again.Rounds),
            (reader.FindSweep("near", null)!.State, reader.FindSweep("near", null)!.Reason));
    }

    [Fact]
    public void Run_RepeatsMadeRounds_KeepsWhatIsTrainedAndBack()
    {
        Run("r", Separated("repeats: 2"), parallel: 1);
        ImmutableArray<TrialRecord> first = Trials("r");

        Assert.Equal(
            ["repeats.max of 4 set: near carries on"],
            Run("r", Separated("repeats: {min: 2, max: 4, until: separated}"), parallel: 1).Changes.AsEnumerable());
        ImmutableArray<TrialRecord> rounds = Trials("r");
        Assert.Equal(first.Select(Line), rounds.Take(10).Select(Line));
        Assert.Equal(4, rounds.Max(t => t.Repeat));

        Run("r", Separated("repeats: {min: 2, max: 9, until: separated}"), parallel: 1);
        ImmutableArray<TrialRecord> longer = Trials("r");
        Assert.Equal(rounds.Select(Line), longer.Take(rounds.Length).Select(Line));
        Assert.True(longer.Length > rounds.Length);
        Assert.All(
            RecordedGrowth.Replay(Load(Separated("repeats: {min: 2, max: 9, until: separated}")), longer)!.Value, p =>
                Assert.True(p.IsSame));

        Run("r", Separated("repeats: 3"), parallel: 1);
        Assert.Equal(15, Trials("r").Count(t => t.Repeat <= 3));
    }

    [Fact]
    public void Replay_RoundsWithOtherResults_TellsWhichDiffer()
    {
        string experiment = Separated("repeats: {min: 2, max: 9, until: separated}");
        Run("r", experiment, parallel: 1);

        ImmutableArray<TrialRecord> others = [.. Trials("r").Select(
            t => t with { Objective = ((NumberValue)t.Values["learning_rate"]).Number })];

        Assert.Contains(RecordedGrowth.Replay(Load(experiment), others)!.Value, p => !p.IsSame);
    }

    // One is far behind; chance decides among the others.
    private static string Separated(string repeats) =>
        $"name: near\ndataset: digits\n{repeats}\nparameters: {{learning_rate: [0.1, 0.28, 0.29, 0.31, 0.32], input_dropout: "
        + $"0.5, weight_decay: 0.0, epochs: 2}}\n";

    private static string Text(string limits) =>
        $"name: near\ndataset: digits\nmethod: near\n{limits}\nparameters: {{learning_rate: [0.1, 0.2, 0.3, 0.4, 0.5], "
        + $"weight_decay: [0.0, 0.1, 0.2, 0.3], epochs: 3}}\n";

    private static Experiment Load(string text) => Loader.Load(text, "near.yaml").Experiment!;

    private (SweepResult Result, ImmutableArray<string> Changes) Run(
        string folder, string text, int parallel, int? copyEvery = null)
    {
        using var store = SqliteSweepStore.Open(_folder.File(folder), TimeProvider.System);
        using var reader = SqliteSweepReader.Open(_folder.File(folder));
        var continuation = Continuation.Of(Load(text), plan => plan, reader, Loader);
        ISweepJournal journal = store.Open(
            continuation.Plan, MachineDescription.Capture([], parallel, DateTimeOffset.UnixEpoch), fresh: false);
        if (copyEvery is int every)
            journal = new CopyingJournal(journal, every, copy => Copy(folder, copy));
        var runner = new FormulaRunner();
        return (new SweepRunner(runner, runner, TimeProvider.System)
            .Run(continuation.Plan, journal, parallel, CancellationToken.None), continuation.Changes);
    }

    private ImmutableArray<TrialRecord> Trials(string folder)
    {
        using var reader = SqliteSweepReader.Open(_folder.File(folder));
        return reader.ReadTrials(reader.FindSweep("near", null)!);
    }

    private void Copy(string folder, int number)
    {
        // The database and its log; nobody holds the lock of the copy.
        foreach (string file in Directory.GetFiles(_folder.File(folder), "sweeper.db*").Where(
            f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            _folder.Write(Path.Combine($"copy-{number}", Path.GetFileName(file)), ReadShared(file));
    }

    private static byte[] ReadShared(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static string Line(TrialRecord trial) =>
        $"{trial.Number} {trial.Identity} {trial.State.Name()} {trial.Objective} {trial.Proposal?.From}";

    /// <summary>Best at a learning rate of 0.3; the weight decay decides among equals.</summary>
    private sealed class FormulaRunner : ITrialRunner, ISweepObserver
    {
        public TrialResult Run(Trial trial, ITrialMonitor monitor)
        {
            double rate = ((NumberValue)trial.Values["learning_rate"])
                .Number, decay = ((NumberValue)trial.Values["weight_decay"]).Number;
            for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
            {
                double noise = trial.Values.Find("input_dropout") is NumberValue { Number: > 0 } ? (trial.Seed % 1000) / 20_000.0
                    : 0;
                double accuracy = noise + 1 - Math.Abs(rate - 0.3) - (decay / 10) - (0.01 / epoch) + (0.0001 * trial.Repeat);
                monitor.EndEpoch(
                    new EpochMetrics { Epoch = epoch, Metrics = [new("validation_accuracy", accuracy)], DurationSeconds = 0 });
            }

            return new TrialResult();
        }

        public void TrialStarted(Trial trial)
        {
        }

        public void TrialResumed(Trial trial, EpochMetrics epoch)
        {
        }

        public void CheckpointRefused(Trial trial, string reason)
        {
        }

        public void EpochEnded(Trial trial, EpochMetrics metrics)
        {
        }

        public void TrialEnded(Trial trial, TrialOutcome outcome)
        {
        }
    }

    /// <summary>
    /// Has the folder copied after every so many records, some of which are then still on their way to the disk.
    /// </summary>
    private sealed class CopyingJournal(ISweepJournal inner, int every, Action<int> copy) : ISweepJournal
    {
        private readonly Lock _lock = new();
        private int _records;

        public SweepReference Reference => inner.Reference;

        public string Folder => inner.Folder;

        public ImmutableArray<TrialState> InitialStates => inner.InitialStates;

        public ImmutableArray<int> InitialAttempts => inner.InitialAttempts;

        public ImmutableArray<EarlierResult> InitialResults => inner.InitialResults;

        public PrunerLog InitialPruning => inner.InitialPruning;

        public void AddTrials(IReadOnlyList<Trial> trials, int? further) => Record(() => inner.AddTrials(trials, further));

        public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false)
        {
            EarlierAttempt earlier = inner.StartTrial(trial, resumesByItself);
            Record(() => { });
            return earlier;
        }

        public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
            Record(() => inner.RecordEpoch(trial, metrics, decision));

        public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
            Record(() => inner.AmendEpoch(trial, metrics, decision));

        public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write) => inner.SaveCheckpoint(trial, epoch, write);

        public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result) =>
            Record(() => inner.EndTrial(trial, outcome, result));

        public void Attach(Trial trial, TrialAttachment attachment) => inner.Attach(trial, attachment);

        public void EndSweep(SweepState state, string reason) => Record(() => inner.EndSweep(state, reason));

        private void Record(Action record)
        {
            record();
            lock (_lock)
            {
                if (++_records % every == 0)
                    copy(_records);
            }
        }
    }
}
