using System.Collections.Immutable;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Sweeps of a sampler that learns.</summary>
public sealed class GrowingSweepTests : IDisposable
{
    private readonly FormulaSweeps _sweeps = new();

    public void Dispose() => _sweeps.Dispose();

    [Fact]
    public void Run_KilledAtSomeRecord_CarriesOnWithTheSameProposals() => KillAndCompare(every: 24);

    [LongFact]
    public void Run_KilledAtAnyRecord_CarriesOnWithTheSameProposals() => KillAndCompare(every: 7);

    // A copy of the folder at a record is what a kill would leave then.
    private void KillAndCompare(int every)
    {
        string experiment = Text("run_cap: 14");
        _sweeps.Run("whole", experiment, parallel: 1, copyEvery: every);
        ImmutableArray<TrialRecord> whole = _sweeps.Trials("whole");
        string[] copies = _sweeps.Copies();

        Assert.Equal(14, whole.Length);
        Assert.True(copies.Length >= 42 / every, $"{copies.Length} copies");
        foreach (string copy in copies)
        {
            int before = _sweeps.Trials(copy).Length;
            _sweeps.Run(copy, experiment, parallel: 1);
            Assert.InRange(before, 2, 14);
            Assert.Equal(whole.Select(FormulaSweeps.Line), _sweeps.Trials(copy).Select(FormulaSweeps.Line));
        }
    }

    [Fact]
    public void Run_KilledWithSeveralAtOnce_LosesNothingAndEveryProposalComesOutTheSame()
    {
        string experiment = Text("run_cap: 14\nrepeats: 2");
        _sweeps.Run("whole", experiment, parallel: 3, copyEvery: 16);

        foreach (string copy in _sweeps.Copies())
        {
            ImmutableArray<TrialRecord> before = _sweeps.Trials(copy);
            _sweeps.Run(copy, experiment, parallel: 3);
            ImmutableArray<TrialRecord> after = _sweeps.Trials(copy);
            Assert.Equal(
                before.Select(t => (t.Number, t.Identity, t.Proposal)),
                after.Take(before.Length).Select(t => (t.Number, t.Identity, t.Proposal)));
            Assert.Equal(14, after.Length);
            Assert.Equal(7, after.Select(t => t.Values).Distinct().Count());
            Assert.All(RecordedGrowth.Replay(FormulaSweeps.Load(experiment), after)!.Value, p => Assert.True(p.IsSame));
        }
    }

    [Fact]
    public void Run_RaisedLimits_CarryOnWithTheSameSweep()
    {
        _sweeps.Run("r", Text("run_cap: 4"), parallel: 1);
        ImmutableArray<TrialRecord> first = _sweeps.Trials("r");

        Assert.Equal(
            ["run_cap raised from 4 to 6: near carries on"],
            _sweeps.Run("r", Text("run_cap: 6"), parallel: 1).Changes.AsEnumerable());
        Assert.Equal(first.Select(FormulaSweeps.Line), _sweeps.Trials("r").Take(4).Select(FormulaSweeps.Line));
        Assert.Equal(6, _sweeps.Trials("r").Length);

        Assert.Equal(
            ["run_cap raised from 6 to 12: near carries on", "repeats raised from 1 to 2: near carries on"],
            _sweeps.Run("r", Text("run_cap: 12\nrepeats: 2"), parallel: 1).Changes.AsEnumerable());
        ImmutableArray<TrialRecord> repeated = _sweeps.Trials("r");
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], repeated.Select(t => t.Repeat));
        Assert.All(
            RecordedGrowth.Replay(FormulaSweeps.Load(Text("run_cap: 12\nrepeats: 2")), repeated)!.Value,
            p => Assert.True(p.IsSame));
    }

    [Fact]
    public void Run_SpaceUsedUp_IsCompletedAndStaysSo()
    {
        SweepResult result = _sweeps.Run("r", Text("run_cap: 100"), parallel: 2).Result;
        Assert.True(result.IsUsedUp);
        using (var reader = _sweeps.Read("r"))
        {
            SweepRecord sweep = reader.FindSweep("near", null)!;
            Assert.Equal(
                (SweepState.Completed, "every cell of the space has been tried", 20),
                (sweep.State, sweep.Reason, sweep.TrialCount));
        }

        Assert.True(_sweeps.Run("r", Text("run_cap: 100"), parallel: 2).Result.IsUsedUp);
        Assert.Equal(20, _sweeps.Trials("r").Length);
    }

    private static string Text(string limits) =>
        $"name: near\ndataset: digits\nmethod: near\n{limits}\n"
        + "parameters: {learning_rate: [0.1, 0.2, 0.3, 0.4, 0.5], weight_decay: [0.0, 0.1, 0.2, 0.3], epochs: 3}\n";
}
