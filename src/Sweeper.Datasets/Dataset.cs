using System.Collections.Immutable;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets;

/// <summary>A training set and a test set over the same classes.</summary>
public sealed record Dataset
{
    /// <summary>The name experiments call it by.</summary>
    public required string Name { get; init; }

    public required LabelledImages Train { get; init; }

    /// <summary>Images of the size of <see cref="Train"/>'s.</summary>
    public required LabelledImages Test { get; init; }

    /// <summary>The name of each class, by label.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>What its columns are, where it is a table; null for images.</summary>
    public Table? Table { get; init; }

    /// <summary>SHA-256 over sizes, pixels and labels of both sets: 64 lower-case hexadecimal digits.</summary>
    public required string Checksum { get; init; }
}
