using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>What convolution.py wrote of one case.</summary>
internal sealed record ConvolutionCurve
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required string Name { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    public required int Channels { get; init; }

    /// <summary>Whether there is batch normalisation.</summary>
    public required bool Normalises { get; init; }

    /// <summary>The mean loss of each batch, before its step.</summary>
    public required ImmutableArray<double> Losses { get; init; }

    /// <summary>Weights and biases of each convolution and dense layer after the last step.</summary>
    public required ImmutableArray<ImmutableArray<double>> Weights { get; init; }

    /// <summary>Reads convolution.json, which is part of this assembly.</summary>
    public static ImmutableArray<ConvolutionCurve> Load()
    {
        using Stream stream = typeof(ConvolutionCurve).Assembly.GetManifestResourceStream("convolution.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<ConvolutionCurve>>(stream, Options);
    }
}
