using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Kinds;

/// <summary>
/// What the values of hyperparameters are read against. A kind of trial whose hyperparameters look at more of the document
/// derives from it.
/// </summary>
/// <param name="Values">Reads single values and collects errors.</param>
public record HyperparameterContext(ValueReader Values);
