using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>How much longer a sweep takes, from the speed measured so far.</summary>
internal static class TimeLeft
{
    /// <summary>
    /// Running trials need what their epochs take, as many as ended trials needed of theirs; waiting ones take as long as ended
    /// ones did, or as running ones will. All of it is shared by as many trials as run now. The measurements at the end come
    /// after them.
    /// </summary>
    /// <returns>Seconds; null while nothing was measured, and where nobody knows how many trials there will be.</returns>
    public static double? Estimate(ProgressSnapshot now)
    {
        RunningTrial[] measured =
            [.. now.Running.Where(r => r.SecondsPerEpoch is not null && r.Trial.PlannedEpochs != Trial.UnknownEpochs)];
        double? perTrial = now.Experience.SecondsPerTrial
            ?? (measured.Length > 0 ? measured.Average(r => r.SecondsPerEpoch!.Value * r.Trial.PlannedEpochs) : null);
        if (perTrial is not double typical || now.IsOpen)
            return null;
        double[] running = [.. now.Running.Select(r => OfRunning(r, now.Experience.UsedShare, typical))];
        double work = running.Sum() + (now.Count(TrialState.Waiting) * typical);
        double perEpoch =
            now.Experience.SecondsPerEpoch ?? measured.Select(r => r.SecondsPerEpoch!.Value).DefaultIfEmpty().Average();
        return Math.Max(work / Math.Max(1, running.Length), running.DefaultIfEmpty().Max()) + (now.MeasuringEpochs * perEpoch);
    }

    private static double OfRunning(RunningTrial running, double usedShare, double typical)
    {
        if (running is not { SecondsPerEpoch: double seconds, LastEpoch.Epoch: int epoch,
            Trial.PlannedEpochs: not Trial.UnknownEpochs })
            return typical;
        double expected = usedShare * running.Trial.PlannedEpochs;

        // One that has gone on for longer than others did may end now or go on to its last epoch.
        double left = epoch < expected ? expected - epoch : (running.Trial.PlannedEpochs - epoch) / 2.0;
        return Math.Max(0, left) * seconds;
    }
}
