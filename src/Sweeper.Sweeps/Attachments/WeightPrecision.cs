using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// With how few bits a classifier's weights can be written without it reading fewer examples right; the attachment
/// <c>weight_precision</c> of its trial.
/// </summary>
public sealed record WeightPrecision
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "weight_precision";

    /// <summary>Bits per weight: 8, 16 or 32.</summary>
    public required int Bits { get; init; }

    /// <summary>The share of the test set read right with that many bits, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The share read right with the weights as they are, 0 … 1.</summary>
    public required double FullAccuracy { get; init; }

    /// <summary>
    /// Whether a precision is enough: it reads at most one example in 2,000 fewer right, or a single one of smaller sets.
    /// </summary>
    /// <param name="correct">Examples read right with it.</param>
    /// <param name="fullCorrect">Examples read right with the weights as they are.</param>
    /// <param name="count">All examples.</param>
    public static bool IsEnough(int correct, int fullCorrect, int count) => fullCorrect - correct <= Math.Max(1, count / 2_000);

    /// <summary>Reads it from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static WeightPrecision FromJson(ReadOnlySpan<byte> json)
    {
        WeightPrecision precision = TrialAttachment.ReadJson<WeightPrecision>(json, "The precision is null.");
        return precision.Bits is 8 or 16 or 32
            ? precision
            : throw new JsonException($"Weights have 8, 16 or 32 bits, not {precision.Bits}.");
    }

    /// <summary>The precision as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}
