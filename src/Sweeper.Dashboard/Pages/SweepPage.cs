using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Shown;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Pages;

/// <summary>A sweep: what runs in it now, and the sections of its report.</summary>
/// <param name="folder">The results folder.</param>
/// <param name="name">The name of the sweep.</param>
/// <param name="number">Which of that name.</param>
/// <param name="where">A filter of its trials; empty for all.</param>
/// <param name="classifiers">Gives the classifiers that trials saved.</param>
internal sealed class SweepPage(
    ResultsFolder folder, string name, int number, string where, Func<SqliteSweepReader, IClassifierSource?> classifiers)
        : LivePage
{
    private readonly SweepReference _reference = new(name, number);
    private FollowedSweep? _drawn;
    private FollowedSweep? _followed;

    public override string Address => where.Length == 0
        ? SweepNames.Address(_reference)
        : QueryHelpers.AddQueryString(SweepNames.Address(_reference), "where", where);

    public override string Sweep => _reference.FolderName;

    public override bool NeedsAll => _followed is { NeedsAll: true };

    public override async Task<PageContent> RenderAsync()
    {
        using var reader = SqliteSweepReader.Open(folder.Path);
        SweepRecord sweep = Find(reader, _reference);
        string form = await PageRendering.RenderAsync<WherePart>((nameof(WherePart.Address), SweepNames.Address(_reference)),
            (nameof(WherePart.Where), where)).ConfigureAwait(false);
        (string report, _drawn) = await RenderReportAsync(reader, sweep).ConfigureAwait(false);
        return PageContent.OfReport(_reference.ToString(), report, PageContent.Slot("now") + PageContent.Slot("where"))
            .With(new Dictionary<string, string> { ["where"] = form });
    }

    public override void Take() => _followed = _drawn;

    public override async Task<PageContent?> RenderFirstAsync()
    {
        PageContent content = await MessagePage.ContentAsync(
            "The sections of the report are being drawn: the rest comes in a moment.", _reference.ToString())
                .ConfigureAwait(false);
        return (content with { Layout = content.Layout + PageContent.Slot("now") })
            .With(await RenderQuickAsync(followed: null).ConfigureAwait(false));
    }

    public override Task<IReadOnlyDictionary<string, string>> RenderQuickAsync() => RenderQuickAsync(_followed);

    // A request that wants something to show at once follows nothing: whoever follows the sweep does so in another thread.
    private async Task<IReadOnlyDictionary<string, string>> RenderQuickAsync(FollowedSweep? followed)
    {
        using var reader = SqliteSweepReader.Open(folder.Path);
        Dictionary<string, string> parts = [];
        SweepRecord sweep;
        SweepProgress progress;
        if (followed is not null
            && await followed.RenewAsync(reader).ConfigureAwait(false)
                is (Dictionary<string, string> sections, Dictionary<int, string> rows))
        {
            parts = sections;
            foreach ((int trial, string row) in rows)
                parts[FormattableString.Invariant($"{PageContent.RowMark}{trial}")] = row;
            (sweep, progress) = (followed.Sweep, followed.Progress);
        }
        else
        {
            sweep = Find(reader, _reference);
            progress = reader.ReadProgress(sweep);
        }

        ImmutableArray<ShownTrial> running =
        [
            .. reader.ReadTrials(sweep, [.. progress.Running.Take(NowPart.MostShown)])
                .Select(t => new ShownTrial("", t, reader.ReadEpochs(sweep, t.Number))),
        ];
        parts["now"] = await PageRendering.RenderAsync<NowPart>(
            (nameof(NowPart.Sweep), sweep), (nameof(NowPart.Progress), progress), (nameof(NowPart.Running), running),
            (nameof(NowPart.ChangedCount), followed?.ChangedCount ?? 0)).ConfigureAwait(false);
        return parts;
    }

    // A filter has to be asked of all trials again, whatever changed.
    private async Task<(string Report, FollowedSweep? Followed)> RenderReportAsync(SqliteSweepReader reader, SweepRecord sweep)
    {
        if (where.Length > 0)
            return (await new SweepReport(new FilteredReader(reader, sweep, where), classifiers(reader)).RenderAsync(sweep)
                .ConfigureAwait(false), null);
        ImmutableArray<TrialMark> marks = reader.ReadMarks(sweep);
        (string html, LiveReport report) = await LiveReport.RenderAsync(reader, sweep, classifiers(reader))
            .ConfigureAwait(false);
        return (html, new FollowedSweep(report, marks));
    }

    /// <summary>A sweep that there is.</summary>
    /// <exception cref="SweeperException">There is none.</exception>
    public static SweepRecord Find(SqliteSweepReader reader, SweepReference reference) =>
        reader.FindSweep(reference.Name, reference.Number)
        ?? throw new SweeperException($"There is no sweep '{reference}' in this folder.", FailureKind.Input);
}
