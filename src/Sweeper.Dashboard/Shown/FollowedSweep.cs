using System.Collections.Immutable;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Shown;

/// <summary>
/// A sweep whose report was drawn, and what changed in it since: only trials that changed are read again, and only what shows
/// them is drawn. Not for several threads.
/// </summary>
/// <param name="report">The report as it was drawn.</param>
/// <param name="marks">What tells whether a trial changed, read before the report was.</param>
internal sealed class FollowedSweep(LiveReport report, ImmutableArray<TrialMark> marks)
{
    // They are sent to whoever opens the page, too, until the whole of it is drawn again.
    private const int MostRows = 2000;

    private readonly HashSet<int> _rows = [];
    private ImmutableArray<TrialMark> _marks = marks;

    /// <summary>Whether there is something that only the whole report can show.</summary>
    public bool NeedsAll { get; private set; }

    /// <summary>How many trials changed since the whole report was drawn.</summary>
    public int ChangedCount => _rows.Count;

    /// <summary>The sweep as it was at the last look.</summary>
    public SweepRecord Sweep { get; private set; } = report.Sweep;

    /// <summary>How far it was at the last look, but for the history of its best.</summary>
    public SweepProgress Progress => new(
        [.. _marks.Where(m => m.State == TrialState.Running).Select(m => m.Number)],
        report.Trials.Where(t => t.State.IsDone()).Average(t => t.DurationSeconds),
        []);

    /// <summary>Reads what changed, and draws it.</summary>
    /// <param name="reader">The store.</param>
    /// <returns>
    /// The sections of the page that are new, by their names, and the trials for its script, as JSON; null when the store has
    /// another sweep in the place of this one.
    /// </returns>
    public async Task<(Dictionary<string, string> Sections, Dictionary<int, string> Rows)?> RenewAsync(SqliteSweepReader reader)
    {
        if (reader.FindLater(Sweep) is not SweepRecord sweep)
        {
            NeedsAll = true;
            return null;
        }

        ImmutableArray<TrialMark> before = _marks;
        _marks = reader.ReadMarks(sweep);
        int[] numbers = [.. Changed(before, _marks).Take(MostRows + 1)];
        NeedsAll |= numbers.Length > MostRows;
        Dictionary<int, (TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs)> changed = reader
            .ReadTrials(sweep, numbers).ToDictionary(t => t.Number, t => (t, reader.ReadEpochs(sweep, t.Number)));
        (Dictionary<string, string> sections, bool needsAll) = await report
            .TakeAsync(sweep, changed, n => reader.ReadEpochs(sweep, n)).ConfigureAwait(false);
        NeedsAll |= needsAll;
        Sweep = sweep with
        {
            TrialCounts = Counts(sweep.Further ?? 0), BestTrial = report.Best?.Number, BestObjective = report.Best?.Objective,
        };
        Dictionary<int, string> rows = [];
        foreach ((int number, (TrialRecord trial, ImmutableArray<EpochMetrics> epochs)) in changed)
        {
            if (_rows.Count < MostRows || _rows.Contains(number))
            {
                _rows.Add(number);
                rows[number] = report.Row(trial, epochs);
            }
        }

        return (sections, rows);
    }

    // Those to come are among the waiting ones.
    private Dictionary<TrialState, int> Counts(int further)
    {
        Dictionary<TrialState, int> counts = _marks.CountBy(m => m.State).ToDictionary(c => c.Key, c => c.Value);
        if (further > 0)
            counts[TrialState.Waiting] = counts.GetValueOrDefault(TrialState.Waiting) + further;
        return counts;
    }

    // Both are in the order of numbers.
    private static IEnumerable<int> Changed(ImmutableArray<TrialMark> before, ImmutableArray<TrialMark> now)
    {
        int i = 0;
        foreach (TrialMark mark in now)
        {
            while (i < before.Length && before[i].Number < mark.Number)
                i++;
            if (i == before.Length || before[i] != mark)
                yield return mark.Number;
        }
    }
}
