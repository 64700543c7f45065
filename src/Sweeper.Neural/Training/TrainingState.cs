using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Neural.Models;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Training;

/// <summary>
/// All that the next epochs of a training depend on, and the best weights so far, to be written and taken on again: a training
/// that goes on from it gives the same bits as one that never stopped. A safetensors file holds it. For one thread.
/// </summary>
/// <param name="network">Its weights and what its layers measured.</param>
/// <param name="best">The weights of the best epoch.</param>
/// <param name="optimizer">What it remembers.</param>
/// <param name="statesPerWeight">Numbers that it remembers per weight.</param>
/// <param name="order">Decides the order of the images.</param>
/// <param name="dropout">Decides which units are dropped.</param>
/// <param name="stepLosses">The losses so far; null where they are not kept.</param>
public sealed class TrainingState(
    Network<float> network,
    WeightSnapshot<float> best,
    IOptimizer<float> optimizer,
    int statesPerWeight,
    RandomSource order,
    RandomSource dropout,
    StepLosses? stepLosses = null)
{
    private const string Format = "sweeper training state 1";
    private const string FormatKey = "format";
    private const string StepsKey = "optimizer_steps";
    private const string OrderKey = "order";
    private const string DropoutKey = "dropout";
    private const string BestKey = "has_best";
    private const string StepLossesKey = "step_losses";

    /// <summary>Writes the state after an epoch, of which there was at least one.</summary>
    public void Write(Stream stream)
    {
        OptimizerState<float> state = optimizer.Export();
        var metadata = new Dictionary<string, string>
        {
            [FormatKey] = Format,
            [StepsKey] = state.StepCount.ToString(CultureInfo.InvariantCulture),
            [OrderKey] = Text(order.State),
            [DropoutKey] = Text(dropout.State),
            [BestKey] = best.HasValue ? "true" : "false",
        };
        if (stepLosses is not null)
            metadata.Add(StepLossesKey, stepLosses.State);
        SafetensorsFile.Write(stream, Tensors(state.Arrays, best.HasValue, stepLosses), metadata);
    }

    /// <summary>Takes a state on that a training of the same network wrote.</summary>
    /// <param name="stream">A seekable stream that stands where it begins, and ends with it.</param>
    /// <exception cref="InvalidDataException">It is no such state, and nothing was changed; the message says why.</exception>
    public void Read(Stream stream)
    {
        var reader = new SafetensorsReader(stream);
        string format = Find(reader, FormatKey);
        if (format != Format)
            throw new InvalidDataException($"its format is '{format}', not '{Format}'");
        RandomState orderState = State(reader, OrderKey), dropoutState = State(reader, DropoutKey);
        if (!long.TryParse(Find(reader, StepsKey), NumberStyles.None, CultureInfo.InvariantCulture, out long steps))
            throw new InvalidDataException($"its {StepsKey} are no count");

        bool hasBest = Find(reader, BestKey) == "true";
        ImmutableArray<float[]> arrays =
        [
            .. network.Weights.SelectMany(w => Enumerable.Range(0, statesPerWeight).Select(_ => new float[w.Count])),
        ];

        // A copy, because nothing may change before everything has been read.
        StepLosses? losses = stepLosses is null ? null : new StepLosses(1) { State = Find(reader, StepLossesKey) };
        reader.Read(Tensors(arrays, hasBest, losses));
        if (losses is not null)
            stepLosses!.CopyFrom(losses);
        if (hasBest)
            best.MarkTaken();
        optimizer.Import(new OptimizerState<float>(steps, arrays));
        order.State = orderState;
        dropout.State = dropoutState;
    }

    private NamedTensor[] Tensors(ImmutableArray<float[]> optimizerArrays, bool hasBest, StepLosses? losses) =>
    [
        .. network.Tensors.Select(t => NamedTensor.Of(t, "network.")),
        .. hasBest ? network.Tensors.Select((t, i) => new NamedTensor($"best.{t.Name}", t.Shape, () => best.Values(i))) : [],
        .. optimizerArrays.Select((a, i) => NamedTensor.Of(string.Create(CultureInfo.InvariantCulture, $"optimizer.{i}"), a)),
        .. losses is { Points.Length: > 0 }
            ? [new NamedTensor("step_losses", [losses.Points.Length], () => losses.Values)]
            : ImmutableArray<NamedTensor>.Empty,
    ];

    private static string Find(SafetensorsReader reader, string key) =>
        reader.Metadata.GetValueOrDefault(key) ?? throw new InvalidDataException($"it has no '{key}'");

    private static string Text(RandomState state) =>
        string.Create(CultureInfo.InvariantCulture, $"{state.S0:x16} {state.S1:x16} {state.S2:x16} {state.S3:x16}");

    private static RandomState State(SafetensorsReader reader, string key)
    {
        ulong[] words =
        [
            .. Find(reader, key).Split(' ').Select(w =>
                ulong.TryParse(w, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong word) ? word : 0),
        ];
        return words is [ulong s0, ulong s1, ulong s2, ulong s3] && words.Any(w => w != 0)
            ? new RandomState(s0, s1, s2, s3)
            : throw new InvalidDataException($"its '{key}' is no state of a generator");
    }
}
