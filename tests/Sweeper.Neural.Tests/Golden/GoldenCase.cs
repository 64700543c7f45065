using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>What golden.py wrote: training set, first weights, order of batches, and what training on them gave.</summary>
internal sealed record GoldenCase
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required double LearningRate { get; init; }

    /// <summary>[images, inputs], 0 … 255.</summary>
    public required ImmutableArray<int> Pixels { get; init; }

    public required ImmutableArray<byte> Labels { get; init; }

    /// <summary>The images of each step.</summary>
    public required ImmutableArray<ImmutableArray<int>> Batches { get; init; }

    /// <summary>Weight and bias of each layer, row-major.</summary>
    public required ImmutableArray<ImmutableArray<float>> Weights { get; init; }

    public required ImmutableArray<GoldenCurve> Curves { get; init; }

    /// <summary>Reads golden.json, which is part of this assembly.</summary>
    public static GoldenCase Load()
    {
        using Stream stream = typeof(GoldenCase).Assembly.GetManifestResourceStream("golden.json")!;
        return JsonSerializer.Deserialize<GoldenCase>(stream, Options)!;
    }
}
