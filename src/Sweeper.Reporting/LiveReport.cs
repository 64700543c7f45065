using System.Collections.Immutable;
using Sweeper.Reporting.Data;
using Sweeper.Reporting.Document;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting;

/// <summary>
/// A report that goes on while its sweep does: it was drawn once, and then takes on the trials that changed, of which it draws
/// only what can follow at once. It holds the trials, but not their epochs. Not for several threads.
/// </summary>
internal sealed class LiveReport
{
    private const int Many = 2000;

    private readonly HashSet<string> _metrics;
    private SweepSnapshot _snapshot;

    private LiveReport(SweepSnapshot snapshot)
    {
        _metrics =
        [
            .. snapshot.CurveMetrics.Select(m => m.Full),
            .. snapshot.Trials.SelectMany(t => t.BestMetrics).Select(m => m.Metric),
        ];
        _snapshot = snapshot.Later(snapshot.Sweep, snapshot.Trials, n => snapshot.Epochs.GetValueOrDefault(n, []));
    }

    /// <summary>The sweep as it was last told.</summary>
    public SweepRecord Sweep => _snapshot.Sweep;

    /// <summary>The trials as they were last told, by their numbers.</summary>
    public ImmutableArray<TrialRecord> Trials => _snapshot.Trials;

    /// <summary>The trial that stands for the sweep; null when none is ranked.</summary>
    public TrialRecord? Best => _snapshot.Best;

    /// <summary>The whole report as the text of an HTML document, and what follows it.</summary>
    /// <exception cref="Sweeper.Sweeps.SweeperException">The store cannot be read.</exception>
    public static async Task<(string Html, LiveReport Report)> RenderAsync(
        ISweepReader reader, SweepRecord sweep, IClassifierSource? classifiers)
    {
        var snapshot = new SweepSnapshot(reader, sweep, classifiers);

        // Reading so much leaves as much behind, and drawing needs the room; so does drawing, and making it one text.
        Tidy();
        string html = await HtmlPage.RenderAsync<ReportDocument>(
            new() { [nameof(ReportDocument.Snapshot)] = snapshot }, drawn: Tidy).ConfigureAwait(false);
        return (html, new LiveReport(snapshot));

        void Tidy()
        {
            if (snapshot.Trials.Length >= Many)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>
    /// Takes on what changed, and draws the headline and the best again where they may have.
    /// </summary>
    /// <param name="sweep">The sweep as it is now.</param>
    /// <param name="changed">The trials that changed, with their epochs.</param>
    /// <param name="read">Reads the epochs of a further trial.</param>
    /// <returns>
    /// The sections that are new, by their names, and whether others can only be drawn with all of the report.
    /// </returns>
    public async Task<(Dictionary<string, string> Sections, bool NeedsAll)> TakeAsync(
        SweepRecord sweep, IReadOnlyDictionary<int, (TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs)> changed,
        Func<int, ImmutableArray<EpochMetrics>> read)
    {
        SweepSnapshot before = _snapshot;
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        bool isResult = Merge(changed, out ImmutableArray<TrialRecord> trials);
        if (!isResult && (sweep.State, sweep.Reason) == (before.Sweep.State, before.Sweep.Reason))
            return (sections, NeedsMetrics(changed.Values));
        _snapshot = before.Later(sweep, trials, n => changed.TryGetValue(n, out var own) ? own.Epochs
            : before.Epochs.TryGetValue(n, out ImmutableArray<EpochMetrics> kept) ? kept : read(n));
        bool hadRanking = HasRanking(before), hasRanking = HasRanking(_snapshot);
        sections["header"] = await RenderAsync<HeaderSection>().ConfigureAwait(false);
        if (hadRanking && hasRanking)
            sections["top"] = await RenderAsync<TopSection>().ConfigureAwait(false);
        return (sections, hadRanking != hasRanking || (before.Best is null) != (_snapshot.Best is null)
            || NeedsMetrics(changed.Values));
    }

    /// <summary>A trial for the script of the page, as JSON.</summary>
    public string Row(TrialRecord trial, ImmutableArray<EpochMetrics> epochs) => ChangedTrial.Of(_snapshot, trial, epochs);

    private static bool HasRanking(SweepSnapshot snapshot) => snapshot.Entries.Take(2).Count(e => e.Rank is not null) > 1;

    // What has no curve and no column yet.
    private bool NeedsMetrics(IEnumerable<(TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs)> changed) =>
        changed.Any(c => c.Trial.BestMetrics.Concat(c.Epochs.IsEmpty ? [] : c.Epochs[^1].Metrics)
            .Any(m => !_metrics.Contains(m.Metric)));

    // Whether more changed than how far trials are.
    private bool Merge(
        IReadOnlyDictionary<int, (TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs)> changed,
        out ImmutableArray<TrialRecord> trials)
    {
        bool isResult = false;
        int known = 0;
        var merged = ImmutableArray.CreateBuilder<TrialRecord>(Trials.Length + changed.Count);
        foreach (TrialRecord trial in Trials)
        {
            if (!changed.TryGetValue(trial.Number, out var now))
            {
                merged.Add(trial);
                continue;
            }

            known++;
            isResult |= (now.Trial.State, now.Trial.Reason, now.Trial.Objective) != (trial.State, trial.Reason, trial.Objective);
            merged.Add(now.Trial);
        }

        // Numbers of trials that come later are higher.
        if (known < changed.Count)
            merged.AddRange(changed.Values.Select(c => c.Trial).Where(t => Trials.IsEmpty || t.Number > Trials[^1].Number)
                .OrderBy(t => t.Number));
        trials = merged.DrainToImmutable();
        return isResult || known < changed.Count;
    }

    private Task<string> RenderAsync<TSection>()
        where TSection : Microsoft.AspNetCore.Components.IComponent =>
        HtmlPage.RenderAsync<TSection>(new() { ["Snapshot"] = _snapshot });
}
