using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Experiments.Planning;

/// <summary>What a reader of the results wants to know of an experiment besides its hyperparameters.</summary>
public static class ExperimentFacts
{
    /// <summary>The name of the facts with the values that were set on the command line.</summary>
    public const string SetOnCommandLine = "set on the command line";

    /// <summary>The name of the facts with the trials of earlier sweeps that the sampler is told.</summary>
    public const string History = "history";

    /// <summary>Names and texts in the order to show them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="lastEpoch">That of its longest trial.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Experiment experiment, int lastEpoch) =>
    [
        .. experiment.Title == experiment.Name ? [] : ImmutableArray.Create(KeyValuePair.Create("name", experiment.Title)),
        .. experiment.Trial.Facts,
        new("method", Method(experiment)),
        .. from hyperparameter in experiment.Space.Hyperparameters
           let distribution = hyperparameter.Distribution
           where distribution is not null
           select KeyValuePair.Create($"{hyperparameter.Name} drawn from", distribution.Description),
        .. (experiment.Earlier?.Facts ?? []).Select(f => KeyValuePair.Create(History, f)),
        .. experiment.Pruner is IPruner pruner ? [KeyValuePair.Create("pruning", pruner.Describe(lastEpoch))]
            : ImmutableArray<KeyValuePair<string, string>>.Empty,
        .. experiment.Settings.Select(s => KeyValuePair.Create(SetOnCommandLine, s)),
    ];

    private static string Method(Experiment experiment)
    {
        string cap = experiment.RunCap is int most
            ? string.Create(CultureInfo.InvariantCulture, $", at most {most:N0} trials")
            : "";
        string repeats = experiment.MostRepeats is int mostRepeats
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", each setting {experiment.Repeats} to {mostRepeats} times, until the best stands apart")
            : experiment.Repeats > 1 ? string.Create(CultureInfo.InvariantCulture, $", each setting {experiment.Repeats} times")
            : "";
        string folds = experiment.Trial.Folds is int count
            ? string.Create(CultureInfo.InvariantCulture, $", {count} folds of each setting") : "";
        return $"{experiment.Method.Name}{cap}{repeats}{folds}";
    }
}
