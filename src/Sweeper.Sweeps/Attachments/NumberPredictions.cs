using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>What a trial predicts of numbers, and what they are: the attachment <c>number_predictions</c> of it.</summary>
public sealed record NumberPredictions
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "number_predictions";

    /// <summary>What was predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Of what, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>What the numbers are, in the order of the set; at least one.</summary>
    public required ImmutableArray<double> True { get; init; }

    /// <summary>What was predicted of each.</summary>
    public required ImmutableArray<double> Predicted { get; init; }

    /// <summary>Reads predictions from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static NumberPredictions FromJson(ReadOnlySpan<byte> json)
    {
        NumberPredictions predictions = TrialAttachment.ReadJson<NumberPredictions>(json, "The predictions are null.");
        return predictions is { Target: not null, Subset: not null, True.IsDefaultOrEmpty: false, Predicted.IsDefault: false }
            && predictions.True.Length == predictions.Predicted.Length
            ? predictions
            : throw new JsonException("The predictions do not fit together.");
    }

    /// <summary>The predictions as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}
