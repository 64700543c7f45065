using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Shown;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Pages;

/// <summary>A trial: its values, its metrics, its curves and its output.</summary>
internal sealed class TrialPage(ResultsFolder folder, string name, int number, int trial) : LivePage
{
    private readonly SweepReference _reference = new(name, number);

    public override string Address => SweepNames.Address(_reference, trial);

    public override string Sweep => _reference.FolderName;

    public override bool IsQuick => true;

    public override async Task<PageContent> RenderAsync()
    {
        SweepRecord sweep;
        TrialDetails details;
        ShownTrial shown;
        using (var reader = SqliteSweepReader.Open(folder.Path))
        {
            sweep = SweepPage.Find(reader, _reference);
            details = reader.FindTrial(sweep, trial)
                ?? throw new SweeperException(
                    FormattableString.Invariant($"There is no trial {trial} in '{_reference}'."), FailureKind.Input);
            shown = new ShownTrial(
                FormattableString.Invariant($"trial {trial}"), details.Selected.Trial, reader.ReadEpochs(sweep, trial));
        }

        string html = await PageRendering.RenderAsync<TrialBody>(
            (nameof(TrialBody.Sweep), sweep), (nameof(TrialBody.Details), details), (nameof(TrialBody.Shown), shown),
            (nameof(TrialBody.HasOutput), TrialOutput.PathOf(folder, _reference, trial) is not null)).ConfigureAwait(false);
        return PageContent.Of($"{_reference}/{trial}", html);
    }
}
