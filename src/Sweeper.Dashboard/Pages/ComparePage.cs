using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Shown;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Pages;

/// <summary>Several sweeps, or trials: what differs, and their curves over each other.</summary>
/// <param name="folder">The results folder.</param>
/// <param name="with">What is compared: sweeps and trials as addresses name them.</param>
internal sealed class ComparePage(ResultsFolder folder, ImmutableArray<string> with) : LivePage
{
    /// <summary>So many at most.</summary>
    public const int Most = 8;

    public override string Address =>
        QueryHelpers.AddQueryString("/compare", with.Select(w => KeyValuePair.Create("with", (string?)w)));

    public override async Task<PageContent> RenderAsync()
    {
        using var reader = SqliteSweepReader.Open(folder.Path);
        string form = await PageRendering.RenderAsync<CompareForm>(
            (nameof(CompareForm.Sweeps), reader.ReadSweeps().Reverse().ToImmutableArray()), (nameof(CompareForm.Chosen), with))
                .ConfigureAwait(false);
        (SweepRecord Sweep, int? Trial)[] compared = [.. with.Take(Most).Select(w => Find(reader, w))];
        if (compared.Length < 2)
            return PageContent.Of("Compare", "<header><div class=\"title\"><h1>Compare</h1></div></header>" + form);
        if (compared.All(c => c.Trial is null))
        {
            string report = await new SweepComparison(reader).RenderAsync([.. compared.Select(c => c.Sweep)])
                .ConfigureAwait(false);
            PageContent content = PageContent.OfReport("Compare", report, "").With(
                new Dictionary<string, string> { ["choose"] = form });
            return content with { Layout = content.Layout + PageContent.Slot("choose") };
        }

        ImmutableArray<ShownTrial> trials = [.. compared.Select(c => Shown(reader, c.Sweep, c.Trial)).OfType<ShownTrial>()];
        string html = await PageRendering.RenderAsync<CompareBody>((nameof(CompareBody.Trials), trials)).ConfigureAwait(false);
        return PageContent.Of("Compare", html + form);
    }

    private static ShownTrial? Shown(SqliteSweepReader reader, SweepRecord sweep, int? number) =>
        (number ?? sweep.BestTrial) is int trial && reader.FindTrial(sweep, trial)?.Selected.Trial is TrialRecord record
            ? new ShownTrial(FormattableString.Invariant($"{sweep.Reference}/{trial}"), record, reader.ReadEpochs(sweep, trial))
            : null;

    private static (SweepRecord Sweep, int? Trial) Find(SqliteSweepReader reader, string text)
    {
        string[] parts = text.Split('/', 2);
        int? trial = parts.Length == 2 ? SweepNames.Number(parts[1]) : null;
        if (SweepNames.Parse(parts[0]) is not (string name, int number) || (parts.Length == 2 && trial is null))
            throw new SweeperException($"'{text}' names no sweep or trial; write name, name.2 or name/7.", FailureKind.Input);
        return (SweepPage.Find(reader, new SweepReference(name, number)), trial);
    }
}
