using System.Collections.Immutable;
using Sweeper.Dashboard.Live;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Pages;

/// <summary>Every sweep of the folder.</summary>
internal sealed class SweepsPage(ResultsFolder folder) : LivePage
{
    public override string Address => "/";

    public override bool IsQuick => true;

    public override async Task<PageContent> RenderAsync()
    {
        ImmutableArray<(SweepRecord, SweepProgress)> rows;
        using (var reader = SqliteSweepReader.Open(folder.Path))
            rows = [.. reader.ReadSweeps().Reverse().Select(s => (s, reader.ReadProgress(s)))];
        return PageContent.Of("Sweeps",
            await PageRendering.RenderAsync<SweepsBody>((nameof(SweepsBody.Rows), rows),
                (nameof(SweepsBody.Folder), folder.Path)).ConfigureAwait(false));
    }
}
