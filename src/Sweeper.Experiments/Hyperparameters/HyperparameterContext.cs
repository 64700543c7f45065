using Sweeper.Experiments.Datasets;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>What the values of hyperparameters are read against.</summary>
/// <param name="Values">Reads single values and collects errors.</param>
/// <param name="Dataset">Null when the dataset could not be read; what depends on it is not checked then.</param>
internal sealed record HyperparameterContext(ValueReader Values, DatasetSettings? Dataset);
