using System.Diagnostics;
using System.Globalization;
using Sweeper.Experiments.Planning;
using Sweeper.Storage;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>An experiment of many trials, from its text to the end of its sweep, but for the training.</summary>
/// <param name="trials">How many: at least 1.</param>
internal sealed class LongSweep(int trials)
{
    private readonly string _text = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: long
        dataset: digits
        method: random
        run_cap: {{trials}}
        parameters:
          learning_rate: {min: 0.0001, max: 1.0, distribution: log_uniform_values}
          architecture: ["32", "64"]
          batch_size: [16, 32, 64]
          epochs: 2
        """);

    /// <summary>Seconds of working out the trials.</summary>
    public double PlanSeconds { get; private set; }

    /// <summary>Seconds of opening the database and recording that all trials wait.</summary>
    public double OpenSeconds { get; private set; }

    /// <summary>Seconds of running them, one a core.</summary>
    public double RunSeconds { get; private set; }

    /// <summary>Seconds of opening the database again, when everything is in it.</summary>
    public double ReopenSeconds { get; private set; }

    /// <summary>Runs the sweep into a folder.</summary>
    /// <returns>
    /// The median processor seconds of a thousand trials at its beginning and at its end; null when there are too few.
    /// </returns>
    public (double First, double Last)? Run(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        SweepPlan plan = SweepPlanner.Plan(NetworkTrialKind.Loader.Load(_text, "long.yaml").Experiment!);
        PlanSeconds = Lap(ref start);
        ThousandsObserver observer;
        using (var store = SqliteSweepStore.Open(folder, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, MadeUp.Machine, fresh: true);
            OpenSeconds = Lap(ref start);
            observer = new ThousandsObserver();
            new SweepRunner(new InstantTrials(), observer, TimeProvider.System)
                .Run(plan, journal, Environment.ProcessorCount, CancellationToken.None);
        }

        RunSeconds = Lap(ref start);
        SqliteSweepStore.Open(folder, TimeProvider.System).Dispose();
        ReopenSeconds = Lap(ref start);
        return observer.Ends;
    }

    private static double Lap(ref long start)
    {
        long from = start;
        start = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(from, start).TotalSeconds;
    }
}
