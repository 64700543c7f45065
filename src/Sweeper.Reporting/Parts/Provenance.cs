using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Parts;

/// <summary>The facts by which a sweep can be traced and repeated.</summary>
internal static class Provenance
{
    /// <summary>Name and text of each fact, in the order to show them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(SweepSnapshot snapshot)
    {
        SweepRecord sweep = snapshot.Sweep;
        foreach (KeyValuePair<string, string> fact in sweep.Facts.Where(f => !AskedFacts.Has(f.Key)))
            yield return fact;
        yield return new("Seed", FormattableString.Invariant($"{sweep.Seed}"));
        if (!snapshot.Environments.IsEmpty)
        {
            SweepEnvironment environment = snapshot.Environments[^1];
            yield return new("Version", $"Sweeper {environment.Version}, {environment.Runtime}");
            yield return new("Commit", environment.GitCommit ?? "not in a git repository");
            yield return new("Processor", $"{environment.Processor}; {Numbers.Count(environment.Cores, "core")}");
            yield return new("Operating system", environment.OperatingSystem);
            yield return new("Parallel", $"{Numbers.Count(environment.Parallel, "trial")} at once");
        }

        DateTimeOffset start = snapshot.Environments.IsEmpty ? sweep.CreatedAt : snapshot.Environments[0].StartedAt;
        yield return new("Started", Outcome.Moment(start));
        if (snapshot.Environments.Length > 1)
        {
            string last = Outcome.Moment(snapshot.Environments[^1].StartedAt);
            yield return new("Carried on", $"{Times(snapshot.Environments.Length - 1)}, last at {last}");
        }

        yield return new("Duration", Duration(snapshot));
    }

    private static string Duration(SweepSnapshot snapshot)
    {
        double training = snapshot.Trials.Select(t => t.DurationSeconds ?? 0).Where(double.IsFinite).Sum(s => Math.Max(s, 0));
        string trials = $"{Durations.Format(training)} of training over all trials";

        // A clock set back must not make a duration negative.
        return snapshot.Sweep.EndedAt is DateTimeOffset end
            ? $"{Durations.Format(Math.Max(0, (end - snapshot.Sweep.CreatedAt).TotalSeconds))}; {trials}"
            : $"not ended; {trials} so far";
    }

    private static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => $"{Numbers.Count(count)} times" };
}
