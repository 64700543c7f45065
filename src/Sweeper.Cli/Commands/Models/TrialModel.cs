using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Commands.Models;

/// <summary>The saved model of a trial that a user named.</summary>
/// <param name="Sweep">The sweep, such as <c>quickstart</c> or <c>quickstart#2</c>.</param>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Network">Its network.</param>
internal sealed record TrialModel(string Sweep, int Trial, SavedNetwork Network)
{
    /// <summary>The trial, such as <c>quickstart/7</c>.</summary>
    public string Name => FormattableString.Invariant($"{Sweep}/{Trial}");

    /// <param name="reader">Where to look.</param>
    /// <param name="text">As for <see cref="SweepLookup.FindTrial"/>; a sweep alone stands for its best trial.</param>
    /// <exception cref="SweeperException">There is no such trial, or it has no model that can be read.</exception>
    public static TrialModel Find(SqliteSweepReader reader, string text)
    {
        (SweepRecord sweep, TrialDetails trial) = SweepLookup.FindTrialOrBest(reader, text);
        int number = trial.Selected.Trial.Number;
        return new TrialModel(sweep.Reference.ToString(), number, new SavedClassifiers(reader).Load(sweep, number));
    }
}
