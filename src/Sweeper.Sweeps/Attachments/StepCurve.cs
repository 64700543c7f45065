using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>The training loss within epochs; the attachment <c>step_losses</c> of its trial.</summary>
public sealed record StepCurve
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "step_losses";

    /// <summary>Steps per value, at least 1.</summary>
    public required long Every { get; init; }

    /// <summary>Steps of an epoch, at least 1.</summary>
    public required long StepsPerEpoch { get; init; }

    /// <summary>
    /// The mean loss of the first steps, of the next, and so on; at least one. What is not finite is null in JSON.
    /// </summary>
    public required ImmutableArray<float?> Values { get; init; }

    /// <summary>Reads a curve from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static StepCurve FromJson(ReadOnlySpan<byte> json)
    {
        StepCurve curve = TrialAttachment.ReadJson<StepCurve>(json, "The curve is null.");
        return curve is { Every: >= 1, StepsPerEpoch: >= 1, Values.IsDefaultOrEmpty: false }
            ? curve
            : throw new JsonException("The curve has no values.");
    }

    /// <summary>The curve as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}
