using System.Numerics;
using Sweeper.Neural.Families;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>A loss with its settings.</summary>
public sealed record LossDefinition
{
    /// <param name="kind">Which one.</param>
    /// <param name="output">One of its <see cref="LossKind.Outputs"/>.</param>
    /// <param name="settings">Its settings that are not at their defaults.</param>
    /// <exception cref="ArgumentException">The loss is not defined over the output, or does not take a setting.</exception>
    public LossDefinition(LossKind kind, OutputKind output, params ReadOnlySpan<(string Name, double Number)> settings)
    {
        if (!kind.Outputs.Contains(output))
            throw new ArgumentException($"{kind} is not defined over {output} outputs.", nameof(output));
        (Kind, Output, Settings) = (kind, output, kind.With(settings));
    }

    public LossKind Kind { get; }

    /// <summary>What makes the network's outputs of the logits.</summary>
    public OutputKind Output { get; }

    /// <summary>Where the loss takes it: the share of each target that is spread evenly over all classes; 0 … below 1.</summary>
    public double LabelSmoothing { get; init; }

    internal SettingValues Settings { get; }

    /// <summary>The loss.</summary>
    public ILoss<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Kind.Create<T>(this);
}
