using System.Collections.Immutable;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Sweeps with repeats until the best stands apart, which grow by rounds.</summary>
public sealed class RoundsOfRepeatsTests : IDisposable
{
    private readonly FormulaSweeps _sweeps = new();

    public void Dispose() => _sweeps.Dispose();

    [LongFact]
    public void Run_RepeatsUntilSeparated_KilledAtAnyRecord_CarriesOnWithTheSameRounds()
    {
        string experiment = Separated("repeats: {min: 2, max: 9, until: separated}");
        _sweeps.Run("whole", experiment, parallel: 3, copyEvery: 11);
        ImmutableArray<TrialRecord> whole = _sweeps.Trials("whole");

        Assert.InRange(whole.Length, 11, 44);
        Assert.All(whole.Skip(10), t => Assert.Equal(RepeatRule.ProposerName, t.Proposal!.Sampler));
        Assert.All(RecordedGrowth.Replay(FormulaSweeps.Load(experiment), whole)!.Value, p => Assert.True(p.IsSame));
        foreach (string copy in _sweeps.Copies())
        {
            _sweeps.Run(copy, experiment, parallel: 2);
            Assert.Equal(whole.Select(FormulaSweeps.Line), _sweeps.Trials(copy).Select(FormulaSweeps.Line));
        }

        SweepResult again = _sweeps.Run("whole", experiment, parallel: 3).Result;
        Assert.Equal((0, whole.Length), (again.LeftCount, _sweeps.Trials("whole").Length));
        Assert.Contains(
            $"after {whole.Length} trials, where repeats: 9 would have taken 45", again.Rounds, StringComparison.Ordinal);
        using var reader = _sweeps.Read("whole");
        Assert.Equal(
            (SweepState.Completed, again.Rounds),
            (reader.FindSweep("near", null)!.State, reader.FindSweep("near", null)!.Reason));
    }

    [Fact]
    public void Run_RepeatsMadeRounds_KeepsWhatIsTrainedAndBack()
    {
        _sweeps.Run("r", Separated("repeats: 2"), parallel: 1);
        ImmutableArray<TrialRecord> first = _sweeps.Trials("r");

        Assert.Equal(
            ["repeats.max of 4 set: near carries on"],
            _sweeps.Run("r", Separated("repeats: {min: 2, max: 4, until: separated}"), parallel: 1).Changes.AsEnumerable());
        ImmutableArray<TrialRecord> rounds = _sweeps.Trials("r");
        Assert.Equal(first.Select(FormulaSweeps.Line), rounds.Take(10).Select(FormulaSweeps.Line));
        Assert.Equal(4, rounds.Max(t => t.Repeat));

        _sweeps.Run("r", Separated("repeats: {min: 2, max: 9, until: separated}"), parallel: 1);
        ImmutableArray<TrialRecord> longer = _sweeps.Trials("r");
        Assert.Equal(rounds.Select(FormulaSweeps.Line), longer.Take(rounds.Length).Select(FormulaSweeps.Line));
        Assert.True(longer.Length > rounds.Length);
        Assert.All(
            RecordedGrowth.Replay(
                FormulaSweeps.Load(Separated("repeats: {min: 2, max: 9, until: separated}")), longer)!.Value,
            p => Assert.True(p.IsSame));

        _sweeps.Run("r", Separated("repeats: 3"), parallel: 1);
        Assert.Equal(15, _sweeps.Trials("r").Count(t => t.Repeat <= 3));
    }

    [Fact]
    public void Replay_RoundsWithOtherResults_TellsWhichDiffer()
    {
        string experiment = Separated("repeats: {min: 2, max: 9, until: separated}");
        _sweeps.Run("r", experiment, parallel: 1);

        ImmutableArray<TrialRecord> others = [.. _sweeps.Trials("r").Select(
            t => t with { Objective = ((NumberValue)t.Values["learning_rate"]).Number })];

        Assert.Contains(RecordedGrowth.Replay(FormulaSweeps.Load(experiment), others)!.Value, p => !p.IsSame);
    }

    // One is far behind; chance decides among the others.
    private static string Separated(string repeats) =>
        $"name: near\ndataset: digits\n{repeats}\n"
        + "parameters: {learning_rate: [0.1, 0.28, 0.29, 0.31, 0.32], input_dropout: 0.5, weight_decay: 0.0, epochs: 2}\n";
}
