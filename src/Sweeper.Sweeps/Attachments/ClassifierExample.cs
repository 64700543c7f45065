using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweeper.Sweeps.Attachments;

/// <summary>One image and what a classifier took it for.</summary>
public sealed record ClassifierExample
{
    /// <summary>Its place in the set, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The true class.</summary>
    public required int Label { get; init; }

    /// <summary>The class it was taken for.</summary>
    public required int Predicted { get; init; }

    /// <summary>The probability of the class it was taken for, 0 … 1.</summary>
    public required float Probability { get; init; }

    /// <summary>The probability of the true class, 0 … 1.</summary>
    public required float TrueProbability { get; init; }

    /// <summary>[height, width, channels], 0 … 255: of grey images background … ink, of colour images red, green and blue.</summary>
    [JsonConverter(typeof(PackedPixelsConverter))]
    public required ImmutableArray<byte> Pixels { get; init; }
}
