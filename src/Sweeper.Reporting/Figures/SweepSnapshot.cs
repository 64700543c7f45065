using System.Collections.Immutable;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Everything a report is made from, read once.</summary>
public sealed class SweepSnapshot
{
    /// <summary>Reads a sweep.</summary>
    /// <exception cref="Sweeper.Sweeps.SweeperException">The store cannot be read.</exception>
    public SweepSnapshot(ISweepReader reader, SweepRecord sweep)
    {
        Sweep = sweep;
        Trials = reader.ReadTrials(sweep);
        Epochs = reader.ReadEpochs(sweep);
        Environments = reader.ReadEnvironments(sweep);
        Entries = Leaderboard.Rank(Trials, sweep.Objective.Goal);
        Formats = new MetricFormats(Trials, Epochs.Values.SelectMany(e => e));
        Best = Entries.FirstOrDefault(e => e.Rank is not null)?.Trial;
        if (Best is not null)
            Confusion = ConfusionReading.Of(reader, sweep, Best.Number);
    }

    public SweepRecord Sweep { get; }

    public ImmutableArray<TrialRecord> Trials { get; }

    /// <summary>Trial number → epochs; trials without any are absent.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> Epochs { get; }

    public ImmutableArray<SweepEnvironment> Environments { get; }

    /// <summary>The leaderboard.</summary>
    public ImmutableArray<LeaderboardEntry> Entries { get; }

    public MetricFormats Formats { get; }

    /// <summary>The best trial; null when none is ranked.</summary>
    public TrialRecord? Best { get; }

    /// <summary>The confusion matrix of the best trial; null when it has none.</summary>
    public ConfusionReading? Confusion { get; }
}
