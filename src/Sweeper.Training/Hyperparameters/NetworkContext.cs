using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Values;
using Sweeper.Training.Datasets;

namespace Sweeper.Training.Hyperparameters;

/// <summary>What the values of the network's hyperparameters are read against.</summary>
/// <param name="Values">Reads single values and collects errors.</param>
/// <param name="Dataset">Null when the dataset could not be read; what depends on it is not checked then.</param>
internal sealed record NetworkContext(ValueReader Values, DatasetSettings? Dataset) : HyperparameterContext(Values)
{
    /// <summary>The dataset of a context that the network's kind of trial made.</summary>
    public static DatasetSettings? DatasetOf(HyperparameterContext context) => ((NetworkContext)context).Dataset;
}
