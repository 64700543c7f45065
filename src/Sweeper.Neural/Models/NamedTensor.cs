using System.Collections.Immutable;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Models;

/// <summary>Numbers that a file has, or shall have, under a name.</summary>
/// <param name="name">Unique within the file.</param>
/// <param name="shape">Sizes, the slowest varying first.</param>
/// <param name="values">The numbers, row-major; as many as the product of the sizes.</param>
public sealed class NamedTensor(string name, ImmutableArray<int> shape, TensorValues values)
{
    /// <summary>The weights of a network, under their own name behind a prefix.</summary>
    public static NamedTensor Of(WeightTensor<float> tensor, string prefix = "") =>
        new(prefix + tensor.Name, tensor.Shape, () => tensor.Values);

    /// <summary>The numbers of an array.</summary>
    public static NamedTensor Of(string name, float[] values) => new(name, [values.Length], () => values);

    public string Name { get; } = name;

    public ImmutableArray<int> Shape { get; } = shape;

    /// <summary>The numbers, to read or to overwrite.</summary>
    public Span<float> Values => values();

    /// <summary>The product of the sizes.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}

/// <summary>Gives the numbers of a tensor where they are.</summary>
public delegate Span<float> TensorValues();
