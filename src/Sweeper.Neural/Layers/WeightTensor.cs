using System.Collections.Immutable;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Layers;

/// <summary>Numbers that training adjusts, with the derivative of the loss by each.</summary>
public sealed class WeightTensor<T>
    where T : unmanaged
{
    private readonly AlignedArray<T> _values;
    private readonly AlignedArray<T> _gradient;

    /// <param name="name">Unique within the network, such as <c>dense_1.weight</c>.</param>
    /// <param name="kind">Weights or biases.</param>
    /// <param name="shape">Sizes, the slowest varying first; each at least 1, their product below 2³¹.</param>
    public WeightTensor(string name, WeightKind kind, params ReadOnlySpan<int> shape)
    {
        Name = name;
        Kind = kind;
        Shape = [.. shape];
        int count = 1;
        foreach (int size in shape)
            count = checked(count * size);
        _values = new AlignedArray<T>(count);
        _gradient = new AlignedArray<T>(count);
        Count = count;
    }

    public string Name { get; }

    public WeightKind Kind { get; }

    public ImmutableArray<int> Shape { get; }

    /// <summary>The product of the sizes.</summary>
    public int Count { get; }

    /// <summary>The numbers, row-major.</summary>
    public Span<T> Values => _values.Span;

    /// <summary>The derivative of the batch's mean loss by each number.</summary>
    public Span<T> Gradient => _gradient.Span;
}
