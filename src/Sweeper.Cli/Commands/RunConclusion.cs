using System.Globalization;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands;

/// <summary>The last lines of <c>run</c>: why it ended before every trial was trained, which trials failed, and how to carry on.</summary>
internal sealed class RunConclusion(SweepPlan plan, SweepResult result)
{
    /// <summary>Writes the lines, if there are any.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Write(TextWriter messages)
    {
        bool isStopped = result is { LeftCount: > 0, LimitReached: null, FailuresReached: null };
        int failed = result.States.Count(s => s == TrialState.Failed);
        if (result.FailuresReached is string failures)
            messages.WriteLine($"Stopped: {failures}. {Trials(result.LeftCount)} left untrained. Mend the cause; the same command then carries on, and max_failures in the file says how many failures in a row are too many.");
        else if (result.LimitReached is ReachedLimit limit)
            messages.WriteLine($"{limit.Sentence}; {Trials(result.LeftCount)} left untrained. {char.ToUpperInvariant(limit.Remedy[0])}{limit.Remedy[1..]} in the file carries on with the rest.");
        else if (!isStopped && plan.IsCapped)
            messages.WriteLine($"run_cap is reached: {Trials(plan.Trials.Length - plan.LeftOut.Count)}, and the experiment has more. A higher one in the file carries on with them.");
        if (failed > 0 && !isStopped)
            messages.WriteLine(Failed(failed));
        if (isStopped)
            messages.WriteLine("Stopped as asked. The same command carries on with the trials that are left.");
        return isStopped ? ExitCode.Interrupted : failed > 0 ? ExitCode.TrialsFailed : ExitCode.Done;
    }

    /// <summary><c>1 trial</c>, <c>2 trials</c>.</summary>
    public static string Trials(int count) =>
        count == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{count} trials");

    private string Failed(int failed)
    {
        int final = failed - result.RetryCount;
        if (result.RetryCount == failed)
            return $"{Trials(failed)} failed; the report says why, and the same command tries again.";
        string again = result.RetryCount == 0 ? "" : $" The same command tries {Trials(result.RetryCount)} of them again.";
        return $"{Trials(failed)} failed; the report says why.{again} {Trials(final)} had no attempt left: a higher retry in the file gives more, --fresh starts a new sweep.";
    }
}
