using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Commands;

/// <summary>The saved model of a trial that a user named.</summary>
/// <param name="Name">The trial, such as <c>quickstart/7</c>.</param>
/// <param name="Network">Its network.</param>
internal sealed record TrialModel(string Name, SavedNetwork Network)
{
    /// <param name="reader">Where to look.</param>
    /// <param name="text">As for <see cref="SweepLookup.FindTrial"/>; a sweep alone stands for its best trial.</param>
    /// <exception cref="SweeperException">There is no such trial, or it has no model that can be read.</exception>
    public static TrialModel Find(SqliteSweepReader reader, string text)
    {
        (SweepRecord sweep, TrialDetails trial) = SweepLookup.FindTrialOrBest(reader, text);
        int number = trial.Selected.Trial.Number;
        return new TrialModel(
            FormattableString.Invariant($"{sweep.Reference}/{number}"), new SavedClassifiers(reader).Load(sweep, number));
    }
}
