using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Progress for logs and pipes: a line whenever a trial ends, and whenever one goes on that was interrupted.</summary>
/// <param name="plan">The trials.</param>
/// <param name="progress">Tells what happens to them.</param>
/// <param name="output">Receives the lines.</param>
/// <param name="everyEpoch">Whether each epoch has a line as well.</param>
internal sealed class PlainProgress(SweepPlan plan, SweepProgress progress, TextWriter output, bool everyEpoch = false)
{
    // Where nobody knows how many there will be.
    private const int UsualTrials = 100;

    private readonly int _numberWidth = (plan.TrialCount ?? UsualTrials).ToString(CultureInfo.InvariantCulture).Length;
    private readonly bool _isRepeated = plan.Repeats > 1;
    private readonly Lock _lock = new();
    private int _ended = progress.Snapshot().Ended;

    /// <summary>Writes lines while <paramref name="work"/> runs.</summary>
    public T During<T>(Func<T> work)
    {
        progress.Ended += Write;
        progress.Noted += WriteNote;
        progress.MeasuringBegan += WriteMeasuring;
        if (everyEpoch)
            progress.EpochTrained += WriteEpoch;
        try
        {
            return work();
        }
        finally
        {
            progress.Ended -= Write;
            progress.Noted -= WriteNote;
            progress.MeasuringBegan -= WriteMeasuring;
            progress.EpochTrained -= WriteEpoch;
        }
    }

    private void Write(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            // Counted here: when several trials end at once, a snapshot would give their lines the same number.
            if (outcome.State != TrialState.Interrupted)
                _ended++;
            string setting = TrialText.Setting(trial, plan.Space, _isRepeated);
            string[] parts = [Result(outcome), setting, Durations.Format(outcome.DurationSeconds)];
            string what = string.Join(" · ", parts.Where(p => p.Length > 0));
            string total = plan.TrialCount is int all ? string.Create(CultureInfo.InvariantCulture, $"/{all}") : "";
            string count = string.Create(CultureInfo.InvariantCulture, $"[{_ended}{total}]");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} trial {trial.Number}: {what}"));
        }
    }

    // The names of all trials are as wide as the longest, so that the lines of several trials stand below each other.
    private void WriteEpoch(Trial trial, EpochMetrics epoch)
    {
        string number = trial.Number.ToString(CultureInfo.InvariantCulture).PadLeft(_numberWidth);
        lock (_lock)
            output.WriteLine($"trial {number}: {EpochLine.Of(epoch, trial.PlannedEpochs)}");
    }

    private void WriteNote(Trial trial, string note)
    {
        lock (_lock)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} {note}"));
    }

    private void WriteMeasuring(int trial)
    {
        lock (_lock)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"measuring trial {trial}, the best, on disturbed test images"));
    }

    private string Result(TrialOutcome outcome) => outcome.State switch
    {
        TrialState.Completed when plan.Objective.IsNone => outcome.Reason,
        TrialState.Completed => string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Objective.Metric} {TrialText.Metric(plan.Objective.Metric, outcome.Objective)} at epoch {outcome.BestEpoch} "
            + $"of {outcome.LastEpoch}"),
        TrialState.Pruned => outcome.Reason,
        _ => $"{outcome.State.Name()}: {outcome.Reason}",
    };
}
