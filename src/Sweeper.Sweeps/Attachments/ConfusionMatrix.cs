using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>How often each class was predicted as each class; the attachment <c>confusion_matrix</c> of a classifier's trial.</summary>
public sealed record ConfusionMatrix
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "confusion_matrix";

    /// <summary>The name of each class.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Counts: [true class][predicted class], both in the order of <see cref="Classes"/>.</summary>
    public required ImmutableArray<ImmutableArray<int>> Counts { get; init; }

    /// <summary>What was classified, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>Reads a matrix from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is not a confusion matrix.</exception>
    public static ConfusionMatrix FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ConfusionMatrix>(json, JsonSerializerOptions.Web)
        ?? throw new JsonException("The confusion matrix is null.");

    /// <summary>The matrix as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => new()
    {
        Name = AttachmentName,
        MediaType = "application/json",
        Content = JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web),
    };
}
