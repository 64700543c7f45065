using FsCheck;
using FsCheck.Fluent;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Pruners;

/// <summary>
/// What every pruner promises, tried on trials that report small integers, so that there are ties, in any order.
/// </summary>
public sealed class PrunerContractTests
{
    private const int Trials = 12;
    private const int Epochs = 9;

    private static readonly Dictionary<string, IPruner> Pruners = new()
    {
        ["median"] = new MedianPruner(2),
        ["median, later"] = new MedianPruner(0, warmupEpochs: 2, interval: 2, minimumTrials: 2),
        ["hyperband"] = HyperbandPruner.From(1, 2),
        ["hyperband, strict"] = HyperbandPruner.UpTo(9, 3, brackets: 2, isStrict: true),
        ["successive halving"] = new SuccessiveHalvingPruner(1, 2),
        ["successive halving, 1.5"] = new SuccessiveHalvingPruner(2, 1.5m, 8),
    };

    public static TheoryData<string> Names => [.. Pruners.Keys];

    // The next epoch of a trial each.
    private static Gen<(int Trial, int Value)[]> Events => (
        from trial in Gen.Choose(1, Trials)
        from value in Gen.Choose(-6, 6)
        select (trial, value)).ArrayOf(Trials * Epochs);

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_IncreasingTransformationOfTheObjective_AreTheSame(string name)
    {
        // A median of an even number lies between two values, and where between them only linear functions keep.
        Func<double, double> transform = Pruners[name].Peers == PrunerPeers.Completed ? v => (8 * v) + 3 : v => v * v * v;
        ForAll(events => Same(Run(name, Goal.Maximize, events), Run(name, Goal.Maximize, events, transform)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_OtherGoalAndNegatedObjective_AreTheSame(string name) =>
        ForAll(events => Same(Run(name, Goal.Maximize, events), Run(name, Goal.Minimize, events, v => -v)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_TrialThatNothingHasBeaten_GoesOn(string name) => ForAll(events =>
    {
        PrunerRun run = Create(name, Goal.Maximize);
        double best = double.NegativeInfinity;
        foreach ((int trial, int value) in events)
        {
            best = Math.Max(best, value);
            if (run.Report(trial, value) is not null && value >= best)
                return false;
        }

        return true;
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_NaN_IsPruned(string name) => ForAll(events =>
    {
        PrunerRun run = Run(name, Goal.Minimize, events, v => v == 0 ? double.NaN : v);
        return run.Decisions.All(d => d.IsPruned || !double.IsNaN(d.Value) || d.Epoch == Epochs);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_ValueAndThreshold_SayWhetherItIsPruned(string name) =>
        ForAll(events => Run(name, Goal.Maximize, events).Decisions
        .All(d => d.IsPruned == (d.Epoch < Epochs && d.Value < (d.Threshold ?? double.NegativeInfinity))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_OfATrial_AreOneForEachRung(string name) => ForAll(events =>
    {
        PrunerRun run = Run(name, Goal.Maximize, events);
        return run.Decisions.Select(d => (d.Trial, d.Rung)).Distinct().Count() == run.Decisions.Length
            && run.Decisions.All(d => Pruners[name].RungAt(d.Epoch) == d.Rung && d.Rung <= d.Epoch);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Decisions_KilledAnywhereAndCarriedOn_AreThoseOfAnUninterruptedRun(string name) => ForAll(events =>
    {
        PrunerRun whole = Run(name, Goal.Maximize, events);
        int cut = events.Length * (Math.Abs(events[0].Value) + 1) / 8;
        PrunerRun killed = Run(name, Goal.Maximize, events[..cut]);
        var resumed = new PrunerRun(Pruners[name], Goal.Maximize, Trials, Epochs, killed.Log());
        foreach ((int trial, List<double> values) in killed.Unfinished)
            resumed.Train(trial, [.. values]);
        foreach ((int trial, int value) in events[cut..].Where(e => !killed.Ended.ContainsKey(e.Trial)))
            resumed.Report(trial, value);
        return whole.Decisions.SequenceEqual([.. killed.Decisions, .. resumed.Decisions])
            && whole.Ended.Order(ByTrial).SequenceEqual(killed.Ended.Concat(resumed.Ended).Order(ByTrial));
    });

    [Fact]
    public void Settings_OfDifferentPruners_Differ() =>
        Assert.Equal(Pruners.Count, Pruners.Values.Select(p => p.Settings).Distinct().Count());

    private static Comparer<KeyValuePair<int, TrialState>> ByTrial =>
        Comparer<KeyValuePair<int, TrialState>>.Create((x, y) => x.Key.CompareTo(y.Key));

    private static void ForAll(Func<(int Trial, int Value)[], bool> holds) =>
        Prop.ForAll(Events.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static bool Same(PrunerRun one, PrunerRun other) => one.Decisions
        .Select(d => (d.Trial, d.Rung, d.IsPruned, d.Compared))
            .SequenceEqual(other.Decisions.Select(d => (d.Trial, d.Rung, d.IsPruned, d.Compared)));

    private static PrunerRun Create(string name, Goal goal) => new(Pruners[name], goal, Trials, Epochs);

    private static PrunerRun Run(string name, Goal goal, (int Trial, int Value)[] events, Func<double, double>? transform = null)
    {
        PrunerRun run = Create(name, goal);
        foreach ((int trial, int value) in events)
            run.Report(trial, transform?.Invoke(value) ?? value);
        return run;
    }
}
