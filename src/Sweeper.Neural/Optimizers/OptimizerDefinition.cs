using System.Numerics;
using Sweeper.Neural.Families;

namespace Sweeper.Neural.Optimizers;

/// <summary>An optimiser with its settings.</summary>
/// <param name="kind">Which one.</param>
/// <param name="settings">Its settings that are not at their defaults.</param>
/// <exception cref="ArgumentException">The optimiser does not take a setting.</exception>
public sealed class OptimizerDefinition(OptimizerKind kind, params ReadOnlySpan<(string Name, double Number)> settings)
{
    public OptimizerKind Kind => kind;

    /// <summary>
    /// Where the optimiser <see cref="OptimizerKind.DecaysWeights"/>: the share of each weight, times the learning rate, that is
    /// taken off it at each step; at least 0.
    /// </summary>
    public double WeightDecay { get; init; }

    internal SettingValues Settings { get; } = kind.With(settings);

    /// <summary>An optimiser that has not taken a step.</summary>
    public IOptimizer<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind.Create<T>(this);
}
