using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Images that show what a classifier of images can and cannot: the attachment <c>classifier_examples</c> of its trial.
/// </summary>
public sealed record ClassifierExamples
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "classifier_examples";

    /// <summary>How many errors are kept.</summary>
    public const int MostErrors = 20;

    /// <summary>How many images that were read right are kept.</summary>
    public const int MostHits = 10;

    /// <summary>No examples are kept of images with more numbers than this: the channels of all pixels.</summary>
    public const int MostValues = 1 << 14;

    /// <summary>Pixels per row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Numbers per pixel: 1 of grey images, 3 of colour images.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The name of each class.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>What was classified, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>The errors with the largest probabilities, the largest first.</summary>
    public required ImmutableArray<ClassifierExample> Errors { get; init; }

    /// <summary>Images that were read right: the first of each class, then the second of each, and so on.</summary>
    public required ImmutableArray<ClassifierExample> Hits { get; init; }

    /// <summary>Which images to keep, by index.</summary>
    /// <param name="predictions">What was said of the images.</param>
    /// <returns>The errors and the images read right, in the order in which they are kept.</returns>
    public static (ImmutableArray<int> Errors, ImmutableArray<int> Hits) Choose(ClassPredictions predictions)
    {
        int[] all = [.. Enumerable.Range(0, predictions.Labels.Length)];
        IEnumerable<int> errors = all
            .Where(i => predictions.Predicted[i] != predictions.Labels[i])
            .OrderByDescending(i => predictions.Confidences[i])
            .Take(MostErrors);
        IEnumerable<int> hits = all
            .Where(i => predictions.Predicted[i] == predictions.Labels[i])
            .GroupBy(i => predictions.Labels[i])
            .SelectMany(g => g.Take(MostHits).Select((index, place) => (index, place, label: g.Key)))
            .OrderBy(h => h.place).ThenBy(h => h.label)
            .Take(MostHits)
            .Select(h => h.index);
        return ([.. errors], [.. hits]);
    }

    /// <summary>Reads examples from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static ClassifierExamples FromJson(ReadOnlySpan<byte> json)
    {
        ClassifierExamples examples = TrialAttachment.ReadJson<ClassifierExamples>(json, "The examples are null.");
        return examples.IsWellFormed() ? examples : throw new JsonException("The examples do not fit together.");
    }

    /// <summary>The examples as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);

    private bool IsWellFormed() =>
        Width >= 1 && Height >= 1 && Channels is 1 or 3 && Subset is not null
        && !Classes.IsDefaultOrEmpty && Classes.All(c => c is not null)
        && !Errors.IsDefault && Errors.All(Fits)
        && !Hits.IsDefault && Hits.All(Fits);

    private bool Fits(ClassifierExample? example) =>
        example is not null
        && !example.Pixels.IsDefault && example.Pixels.Length == (long)Width * Height * Channels
        && (uint)example.Label < (uint)Classes.Length && (uint)example.Predicted < (uint)Classes.Length
        && float.IsFinite(example.Probability) && float.IsFinite(example.TrueProbability);
}

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

    /// <summary>
    /// [height, width, channels], 0 … 255: of grey images background … ink, of colour images red, green and blue.
    /// </summary>
    [JsonConverter(typeof(PackedPixelsConverter))]
    public required ImmutableArray<byte> Pixels { get; init; }
}
