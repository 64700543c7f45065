using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>What training.py wrote of one case.</summary>
internal sealed record TrainingCurve
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required string Name { get; init; }

    /// <summary>The mean loss of each batch, before its step.</summary>
    public required ImmutableArray<double> Losses { get; init; }

    /// <summary>All tensors after the last step, in the order of the network.</summary>
    public required ImmutableArray<ImmutableArray<double>> Weights { get; init; }

    /// <summary>Reads training.json, which is part of this assembly.</summary>
    public static ImmutableArray<TrainingCurve> Load()
    {
        using Stream stream = typeof(TrainingCurve).Assembly.GetManifestResourceStream("training.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<TrainingCurve>>(stream, Options);
    }
}
