using System.Collections.Immutable;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>How one network trained.</summary>
internal sealed record GoldenCurve
{
    public required string Loss { get; init; }

    public required string Output { get; init; }

    public required string Activation { get; init; }

    /// <summary>The mean loss of each batch, before its step.</summary>
    public required ImmutableArray<double> Losses { get; init; }

    /// <summary>After the last step, as <see cref="GoldenCase.Weights"/>.</summary>
    public required ImmutableArray<ImmutableArray<double>> Weights { get; init; }
}
