using Sweeper.Reporting.Formatting;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Pages;

/// <summary>How long a sweep may yet take.</summary>
internal static class TimeLeft
{
    /// <summary>Words for it; an en dash where there is nothing to go by.</summary>
    public static string Of(SweepRecord sweep, SweepProgress progress)
    {
        if (sweep.State != SweepState.Running || sweep.Further is null || progress.MeanSeconds is not double mean
            || progress.Running.IsEmpty)
            return "–";
        int left = sweep.TrialCounts.Where(c => c.Key is TrialState.Waiting or TrialState.Interrupted).Sum(c => c.Value);

        // Those that run are half done, on average.
        double rounds = ((double)left / progress.Running.Length) + 0.5;
        return $"about {Durations.Format(rounds * mean)}";
    }
}
