using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>
/// A plan as it carries on with the sweep that is recorded under its name. An experiment that differs from the recorded one in
/// its limits alone, <c>run_cap</c>, <c>repeats</c>, <c>max_duration</c>, <c>patience</c> and <c>target</c>, is the same sweep.
/// </summary>
/// <param name="Plan">The plan, its trials in the order and under the numbers of the recorded ones.</param>
/// <param name="Changes">A line for each limit that is another one now, without full stops.</param>
public sealed record Continuation(SweepPlan Plan, ImmutableArray<string> Changes)
{
    /// <summary>Looks for the sweep.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="identify">Makes a plan one of what its trials are given, such as their images.</param>
    /// <param name="reader">Where sweeps are recorded.</param>
    /// <param name="loader">Reads the recorded experiment.</param>
    public static Continuation Of(
        Experiment experiment, Func<SweepPlan, SweepPlan> identify, ISweepReader reader, ExperimentLoader loader)
    {
        SweepRecord? sweep = reader.FindSweep(experiment.Name, number: null);
        experiment = EarlierSweeps.Resolve(experiment, reader, sweep);
        SweepPlan plan = identify(SweepPlanner.Plan(experiment));
        if (sweep is null)
            return new Continuation(plan, []);
        Experiment? earlier = RecordedExperiment.Find(sweep, loader);
        bool isSame = sweep.Fingerprint == plan.Fingerprint;
        if (!isSame && (earlier is null
            || !HasOtherTrials(experiment, earlier)
            || sweep.Fingerprint != Fingerprint(experiment, earlier, identify)))
        {
            return new Continuation(plan, []);
        }

        ImmutableArray<TrialRecord> recorded = reader.ReadTrials(sweep);

        // Read for the sake of damage alone, which is to be found before anything is trained, not when results are shown.
        _ = reader.ReadEnvironments(sweep);
        SweepPlan arranged = Arrange(experiment, plan, recorded);
        if (sweep.State == SweepState.Completed)
            arranged = RecordedRounds.Judged(arranged, recorded);
        ImmutableArray<string> changes = earlier is null ? [] : [.. Limits(earlier, experiment, sweep.Reference, arranged)];
        return new Continuation(
            isSame && changes.IsEmpty ? arranged : arranged with { RecordedFingerprint = sweep.Fingerprint }, changes);
    }

    private static bool HasOtherTrials(Experiment experiment, Experiment earlier) =>
        experiment.RunCap != earlier.RunCap
        || experiment.Repeats != earlier.Repeats
        || experiment.MostRepeats != earlier.MostRepeats;

    // What the plan would be if nothing but its limits had been changed.
    private static string Fingerprint(Experiment experiment, Experiment earlier, Func<SweepPlan, SweepPlan> identify) =>
        identify(SweepPlanner.Plan(experiment with
        {
            RunCap = earlier.RunCap,
            Repeats = earlier.Repeats,
            MostRepeats = earlier.MostRepeats,
        })).Fingerprint;

    private static SweepPlan Arrange(Experiment experiment, SweepPlan plan, ImmutableArray<TrialRecord> recorded)
    {
        if (plan.Growth is null && recorded.Length <= plan.Trials.Count
            && recorded.Index().All(r => r.Item.Identity == plan.Trials[r.Index].Identity))
            return plan;
        SweepPlan arranged = plan.Growth is PlanGrowth growth
            ? RecordedGrowth.Arrange(plan, growth, recorded)
            : plan.Rounds is RepeatRule rounds
            ? RecordedRounds.Arrange(plan, rounds, recorded)
            : ArrangedTrials.Arrange(plan, recorded);
        var values = new PlanValues(experiment);
        foreach (Trial trial in arranged.Trials)
            values.Add(trial.Values);
        return arranged with { Space = values.ToSpace() };
    }

    private static IEnumerable<string> Limits(Experiment earlier, Experiment now, SweepReference sweep, SweepPlan plan)
    {
        string leftOut = plan.LeftOut.IsEmpty
            ? ""
            : Text($"; {plan.LeftOut.Count:N0} of its trials are not asked for any more: ")
                + "what they have stays, and they are not trained further";
        (string Name, double? Before, double? After, Func<double, string> Show)[] limits =
        [
            ("run_cap", earlier.RunCap, now.RunCap, n => Text($"{n:N0}")),
            ("repeats", earlier.Repeats, now.Repeats, n => Text($"{n:N0}")),
            ("repeats.max", earlier.MostRepeats, now.MostRepeats, n => Text($"{n:N0}")),
            ("max_duration", earlier.Limits.MaximumDuration?.TotalSeconds, now.Limits.MaximumDuration?.TotalSeconds, Duration),
            ("patience", earlier.Limits.Patience, now.Limits.Patience, n => Text($"{n:N0}")),
            ("metric.target", earlier.Limits.Target, now.Limits.Target, n => Text($"{n:R}")),
        ];
        return limits.Where(l => l.Before != l.After).Select(
            l => $"{l.Name} {Change(l.Before, l.After, l.Show)}: {sweep} carries on{(DecidesTrials(l.Name) ? leftOut : "")}");
    }

    // The others end a sweep earlier or later, whichever trials it has.
    private static bool DecidesTrials(string limit) => limit is "run_cap" or "repeats" or "repeats.max";

    private static string Change(double? before, double? after, Func<double, string> show) => (before, after) switch
    {
        (double old, null) => $"of {show(old)} taken out",
        (null, double given) => $"of {show(given)} set",
        (double old, double given) => $"{(given > old ? "raised" : "lowered")} from {show(old)} to {show(given)}",
        _ => throw new ArgumentException("Nothing changed.", nameof(after)),
    };

    // As files write it: 1h30m.
    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        (int Count, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "m"), (time.Seconds, "s")];
        return string.Concat(parts.Where(p => p.Count > 0).Select(p => Text($"{p.Count}{p.Unit}")));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
