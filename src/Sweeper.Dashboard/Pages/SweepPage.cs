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
    ResultsFolder folder, string name, int number, string where, Func<SqliteSweepReader, IClassifierSource?> classifiers) : LivePage
{
    private readonly SweepReference _reference = new(name, number);

    public override string Address => where.Length == 0
        ? SweepNames.Address(_reference)
        : QueryHelpers.AddQueryString(SweepNames.Address(_reference), "where", where);

    public override string Sweep => _reference.FolderName;

    public override async Task<PageContent> RenderAsync()
    {
        using var reader = SqliteSweepReader.Open(folder.Path);
        SweepRecord sweep = Find(reader, _reference);
        string form = await PageRendering.RenderAsync<WherePart>((nameof(WherePart.Address), SweepNames.Address(_reference)), (nameof(WherePart.Where), where)).ConfigureAwait(false);
        ISweepReader shown = where.Length == 0 ? reader : new FilteredReader(reader, sweep, where);
        string report = await new SweepReport(shown, classifiers(reader)).RenderAsync(sweep).ConfigureAwait(false);
        return PageContent.OfReport(_reference.ToString(), report, PageContent.Slot("now") + PageContent.Slot("where"))
            .With(new Dictionary<string, string> { ["where"] = form });
    }

    public override async Task<IReadOnlyDictionary<string, string>> RenderQuickAsync()
    {
        SweepRecord sweep;
        SweepProgress progress;
        ImmutableArray<ShownTrial> running;
        using (var reader = SqliteSweepReader.Open(folder.Path))
        {
            sweep = Find(reader, _reference);
            progress = reader.ReadProgress(sweep);
            running =
            [
                .. progress.Running.Take(NowPart.MostShown).Select(n => reader.FindTrial(sweep, n)?.Selected.Trial).OfType<TrialRecord>()
                    .Select(t => new ShownTrial("", t, reader.ReadEpochs(sweep, t.Number))),
            ];
        }

        return new Dictionary<string, string>
        {
            ["now"] = await PageRendering.RenderAsync<NowPart>(
                (nameof(NowPart.Sweep), sweep), (nameof(NowPart.Progress), progress), (nameof(NowPart.Running), running)).ConfigureAwait(false),
        };
    }

    /// <summary>A sweep that there is.</summary>
    /// <exception cref="SweeperException">There is none.</exception>
    public static SweepRecord Find(SqliteSweepReader reader, SweepReference reference) =>
        reader.FindSweep(reference.Name, reference.Number)
        ?? throw new SweeperException($"There is no sweep '{reference}' in this folder.", FailureKind.Input);
}
