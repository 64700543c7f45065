using System.Collections.Immutable;
using Sweeper.Reporting.Classifier;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>Everything a report is made from, read once.</summary>
public sealed class SweepSnapshot
{
    private readonly Task<HyperparameterImportance> _importance;
    private readonly Task<SearchFindings?> _search;

    /// <summary>So many of the best are shown above all else.</summary>
    public const int BestShown = 5;

    // As the built-in network calls what it saves.
    private const string ModelAttachment = "model";

    // Some kilobytes each.
    private const int MostOutputs = 100;
    private const int OutputLines = 40;

    // Some 300 bytes each.
    private const int MostConfusions = 100;

    // A model takes a millisecond or more to read.
    private const int MostModelSizes = 16;

    /// <summary>Reads a sweep.</summary>
    /// <param name="reader">Where it is recorded.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="classifiers">Gives the classifiers of the best trials; null for none.</param>
    /// <param name="searches">Looks at it as a search; null where that is not to be shown.</param>
    /// <param name="isCompared">Whether it stands beside other sweeps, so that only what was trained to its end can be
    /// compared.</param>
    /// <exception cref="Sweeper.Sweeps.SweeperException">The store cannot be read.</exception>
    public SweepSnapshot(
        ISweepReader reader, SweepRecord sweep, IClassifierSource? classifiers = null, ISearchSource? searches = null,
        bool isCompared = false)
    {
        Sweep = sweep;
        Trials = reader.ReadTrials(sweep);
        Task<HyperparameterImportance> Measure(ComparableTrials comparable) =>
            Task.Run(() => ImportanceBars.Measure(comparable.Trials, sweep.Space));

        // Epochs are needed for it only where trials were pruned, and take as long to read.
        bool needsEpochs = !isCompared && Trials.Any(t => t.State == TrialState.Pruned);
        ComparableTrials? completed = needsEpochs ? null : ComparableTrials.OfCompleted(Trials);
        Task<HyperparameterImportance>? importance = completed is null ? null : Measure(completed);
        Epochs = reader.ReadEpochs(sweep);
        Comparable = completed ?? ComparableTrials.Of(Trials, Epochs, sweep.Objective.Metric);
        _importance = importance ?? Measure(Comparable);
        ModelBytes = reader.ReadAttachmentSizes(sweep, ModelAttachment);
        ModelWeights = CountWeights(sweep, classifiers);
        Rungs = PrunerRung.Of(reader.ReadPruning(sweep), Trials);
        Environments = reader.ReadEnvironments(sweep);
        Entries = Leaderboard.Rank(Trials, sweep.Objective.Goal);
        Formats = new MetricFormats(Trials, Epochs.Values.SelectMany(e => e));
        Cells = CellLeaderboard.Rank(Trials, sweep.Objective.Goal);
        Scales = [.. sweep.Space.Swept.Select(h => HyperparameterScale.Of(h, Trials))];
        Levelled = new LevelledSweep(Comparable.Trials, Scales);
        CurveMetrics = Figures.CurveMetrics.Of([.. Epochs.OrderBy(e => e.Key).Select(e => e.Value)])
            .GroupBy(m => m.Quantity)
            .OrderByDescending(q => q.Key == MetricName.Parse(sweep.Objective.Metric).Quantity)
            .Take(sweep.Objective.IsNone ? LearningCurves.MostUnranked : LearningCurves.MostCharts)
            .SelectMany(q => q)
            .ToImmutableArray();
        CurvePoints = CurveBudget.Of([.. Epochs.Values.Select(e => (IReadOnlyList<EpochMetrics>)e)], CurveMetrics.Length);
        Sparks = SparkLines.Of(this);
        FailedOutputs = Trials.Where(t => t.State == TrialState.Failed).Take(MostOutputs)
            .Select(t => (t.Number, Content: reader.ReadAttachment(sweep, t.Number, ProgramOutput.AttachmentName)))
            .Where(o => o.Content is { Length: > 0 })
            .ToDictionary(o => o.Number, o => ProgramOutput.LastLines(o.Content, OutputLines));
        Best = Cells.BestTrial;
        if (Best is not null)
        {
            int[] ranked = [.. Entries.Where(e => e.Rank is not null).Select(e => e.Trial.Number).Prepend(Best.Number).Distinct()
                .Take(MostConfusions)];
            StepLosses = AttachmentReading.Find(reader, sweep, Best.Number, StepCurve.AttachmentName,
                content => StepCurve.FromJson(content));
            Predictions = AttachmentReading.Find(reader, sweep, Best.Number, NumberPredictions.AttachmentName,
                content => NumberPredictions.FromJson(content));
            Confusion = ConfusionReading.Of(reader, sweep, Best.Number);
            Confusions = ConfusionReading.OfBest(ranked, n => ConfusionReading.Of(reader, sweep, n));
            Classifier = ClassifierFindings.Of(reader, sweep, Best.Number, classifiers);
            Pictures = TrialPictures.Read(ranked,
                n => n == Best.Number ? Classifier : ClassifierFindings.Of(reader, sweep, n, classifiers));
        }

        // Last: a reader is for one thread.
        _search = Task.Run(() => sweep.Objective.IsNone ? null : searches?.Find(sweep, Trials));
    }

    public SweepRecord Sweep { get; private set; }

    /// <summary>
    /// The same sweep some trials later, as far as its headline and its leaderboard go; what charts compare stays as it was
    /// read.
    /// </summary>
    /// <param name="sweep">The sweep as it is now.</param>
    /// <param name="trials">All its trials.</param>
    /// <param name="readEpochs">Reads the epochs of a trial whose curve is shown.</param>
    internal SweepSnapshot Later(
        SweepRecord sweep, ImmutableArray<TrialRecord> trials, Func<int, ImmutableArray<EpochMetrics>> readEpochs)
    {
        Goal goal = sweep.Objective.Goal;
        var later = (SweepSnapshot)MemberwiseClone();
        (later.Sweep, later.Trials, later.Entries) = (sweep, trials, Leaderboard.Rank(trials, goal));

        // Where each setting is trained once, which of ten thousand cannot be told apart is a question that nobody asks.
        if (trials.Any(t => t.Repeat > 1 || t.Fold is not null))
            later.Cells = CellLeaderboard.Rank(trials, goal);
        LeaderboardEntry? first = later.Entries.FirstOrDefault(e => e.Rank is not null);
        later.Best = later.Cells.HasRepeats ? later.Cells.BestTrial : first?.Trial;
        later.Epochs = later.Entries.Where(e => e.Rank is not null).Take(BestShown)
            .ToDictionary(e => e.Trial.Number, e => readEpochs(e.Trial.Number));
        later.Sparks = Sparks?.Over(later);
        return later;
    }

    /// <summary>The end of the output of trials that failed, by their numbers; those that kept none are absent.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<string>> FailedOutputs { get; }

    public ImmutableArray<TrialRecord> Trials { get; private set; }

    /// <summary>The trials with what charts and means compare of them.</summary>
    public ComparableTrials Comparable { get; }

    /// <summary>The size of the model of each trial that saved one, by its number.</summary>
    public IReadOnlyDictionary<int, long> ModelBytes { get; }

    /// <summary>The number of weights of each of these models; empty where they are not known.</summary>
    public IReadOnlyDictionary<int, long> ModelWeights { get; }

    /// <summary>What the pruner decided, by the epochs at which it did; empty without one.</summary>
    public ImmutableArray<PrunerRung> Rungs { get; }

    /// <summary>Trial number → epochs; trials without any are absent.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> Epochs { get; private set; }

    public ImmutableArray<SweepEnvironment> Environments { get; }

    /// <summary>The leaderboard.</summary>
    public ImmutableArray<LeaderboardEntry> Entries { get; private set; }

    /// <summary>The leaderboard of settings, each with its repeats.</summary>
    public CellLeaderboard Cells { get; private set; }

    /// <summary>
    /// Which trials charts and means compare, as a sentence after another one; empty where that is all of them.
    /// </summary>
    public string ComparedNote => Comparable switch
    {
        { Epoch: int epoch } => $" Most trials were pruned, so all {Numbers.Count(Comparable.Count)} are compared at epoch "
            + $"{Numbers.Count(epoch)}, the last that each of them reached.",
        { LeftOut: > 0 } => $" Only the {Numbers.Count(Comparable.Count, "completed trial")} "
            + $"{(Comparable.Count == 1 ? "is" : "are")} compared; {Numbers.Count(Comparable.LeftOut)} that "
            + $"{(Comparable.LeftOut == 1 ? "was" : "were")} pruned {(Comparable.LeftOut == 1 ? "is" : "are")} left out.",
        _ => "",
    };

    /// <summary>
    /// That pruned trials are taken as they were when they were stopped, as a sentence after another one; empty without any.
    /// </summary>
    public string ReachedNote => Trials.Any(t => t.State == TrialState.Pruned)
        ? " Pruned trials count with what they had reached when they were stopped."
        : "";

    /// <summary>The objective in words as charts compare it: <c>validation accuracy at epoch 2</c>.</summary>
    public string ComparedWords => MetricName.Parse(Sweep.Objective.Metric).Words
        + (Comparable.Epoch is int epoch ? $" at epoch {Numbers.Count(epoch)}" : "");

    /// <summary>What the trials of a setting are called: repeats, or folds of a cross-validation.</summary>
    public string TrainingsOfACell => Trials.Any(t => t.Fold is not null) ? "folds" : "repeats";

    /// <summary>How charts lay out each swept hyperparameter, in the order of the experiment.</summary>
    public ImmutableArray<HyperparameterScale> Scales { get; }

    /// <summary>The trials and hyperparameters as tables tell them apart.</summary>
    public LevelledSweep Levelled { get; }

    /// <summary>The metrics that have learning curves, those of a quantity together.</summary>
    public ImmutableArray<MetricName> CurveMetrics { get; }

    /// <summary>The most points of each curve that the report holds; null when it holds all.</summary>
    public int? CurvePoints { get; }

    /// <summary>The small curves of the leaderboard; null when there are none.</summary>
    public SparkLines? Sparks { get; private set; }

    /// <summary>How important each hyperparameter is.</summary>
    public HyperparameterImportance Importance => _importance.GetAwaiter().GetResult();

    /// <summary>How the sweep searched, and how it might go on; null where that is not known.</summary>
    public SearchFindings? Search => _search.GetAwaiter().GetResult();

    public MetricFormats Formats { get; }

    /// <summary>
    /// The trial that stands for the sweep, by <see cref="CellLeaderboard.BestTrial"/>; null when none is ranked.
    /// </summary>
    public TrialRecord? Best { get; private set; }

    /// <summary>The loss of the best trial within its epochs; null when it was not kept.</summary>
    public StepCurve? StepLosses { get; }

    /// <summary>What the best trial predicts of numbers; null when it predicts none.</summary>
    public NumberPredictions? Predictions { get; }

    /// <summary>The confusion matrix of the best trial; null when it has none.</summary>
    public ConfusionReading? Confusion { get; }

    /// <summary>The confusion matrices of the best trials, by trial.</summary>
    public ImmutableSortedDictionary<int, ConfusionMatrix> Confusions { get; } =
        ImmutableSortedDictionary<int, ConfusionMatrix>.Empty;

    /// <summary>What the best trial left behind as a classifier; null when there is no best trial.</summary>
    public ClassifierFindings? Classifier { get; }

    /// <summary>What the best trials left behind as classifiers of images, as many as a page has room for.</summary>
    public ImmutableArray<TrialPictures> Pictures { get; } = [];

    // Models of one size have one number of weights.
    private Dictionary<int, long> CountWeights(SweepRecord sweep, IClassifierSource? classifiers)
    {
        IGrouping<long, int>[] sizes = [.. ModelBytes.GroupBy(m => m.Value, m => m.Key)];
        if (classifiers is null || sizes.Length > MostModelSizes)
            return [];
        Dictionary<int, long> counts = [];
        foreach (IGrouping<long, int> trials in sizes)
        {
            if (classifiers.CountWeights(sweep, trials.Min()) is not long count)
                return [];
            foreach (int trial in trials)
                counts.Add(trial, count);
        }

        return counts;
    }
}
