using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>
/// The last lines of <c>run</c>: why it ended before every trial was trained, which trials failed, and how to carry on.
/// </summary>
/// <param name="plan">What was to be trained.</param>
/// <param name="result">What was.</param>
/// <param name="reference">The sweep.</param>
/// <param name="hasReport">Whether a report was written.</param>
internal sealed class RunConclusion(SweepPlan plan, SweepResult result, SweepReference reference, bool hasReport)
{
    /// <summary>Writes the lines, if there are any.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Write(IAnsiConsole messages)
    {
        bool isStopped = result is { LeftCount: not 0, LimitReached: null, FailuresReached: null, CountReached: null };
        int failed = result.States.Count(s => s == TrialState.Failed);
        if (result.FailuresReached is string failures)
            messages.WriteWrapped(
                $"Stopped: {failures}. {(Left.Length > 0 ? Left[2..] + ". " : "")}Mend the cause; "
                + $"the same command then carries on, and max_failures in the file says how many failures in a row are too "
                + $"many.");
        else if (result.LimitReached is ReachedLimit limit)
            messages.WriteWrapped(
                $"{limit.Sentence}{Left}. {char.ToUpperInvariant(limit.Remedy[0])}{limit.Remedy[1..]} in the file carries on "
                + $"with the rest.");
        else if (result.CountReached is int count)
            messages.WriteWrapped($"--count is reached: {Trials(count)}{Left}. The same command trains as many more.");
        else if (result.Rounds is string rounds)
            messages.WriteWrapped($"{char.ToUpperInvariant(rounds[0])}{rounds[1..]}.");
        else if (result.IsUsedUp)
            messages.WriteWrapped(
                $"Every cell of the space has been tried: {plan.Growth!.SamplerName} has nothing new to propose. "
                + $"More values in the file start a new sweep.");
        else if (!isStopped && plan.IsCapped)
            messages.WriteWrapped(
                $"run_cap is reached: {Trials(plan.TrialCount!.Value - plan.LeftOut.Count)}, and the experiment has more. "
                + $"A higher one in the file carries on with them.");
        if (failed > 0 && !isStopped)
            messages.WriteWrapped(Failed(failed));
        if (isStopped)
            messages.WriteWrapped(
                $"Stopped as asked{(result.StoppedBy is string who ? $" by {who}" : "")}. "
                + $"The same command carries on with the trials that are left.");
        return isStopped ? ExitCode.Interrupted : failed > 0 ? ExitCode.TrialsFailed : ExitCode.Done;
    }

    // Nobody knows how many where a sampler proposes them one by one.
    private string Left => result.LeftCount is int count ? $"; {Trials(count)} left untrained" : "";

    /// <summary><c>1 trial</c>, <c>2 trials</c>.</summary>
    public static string Trials(int count) =>
        count == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{count} trials");

    private string Failed(int failed)
    {
        int final = failed - result.RetryCount;
        string reason = hasReport
            ? "the report says why"
            : $"sweeper trials {reference} --where \"state = 'failed'\" --columns trial,reason says why";
        if (result.RetryCount == failed)
            return $"{Trials(failed)} failed; {reason}, and the same command tries again.";
        string again = result.RetryCount == 0 ? "" : $" The same command tries {Trials(result.RetryCount)} of them again.";
        return $"{Trials(failed)} failed; {reason}.{again} {Trials(final)} had no attempt left: a higher retry in the file "
            + "gives more, --fresh starts a new sweep.";
    }
}
