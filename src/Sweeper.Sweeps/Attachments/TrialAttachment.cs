using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Something a trial produced that is not a metric: a confusion matrix, weights. What it means is agreed between the
/// kind of trial that writes it and the reader; the store only keeps it.
/// </summary>
public sealed record TrialAttachment
{
    /// <summary>Its name, unique within the trial: lower-case words joined by underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The media type of <see cref="Content"/>, such as <c>application/json</c>.</summary>
    public required string MediaType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>
    /// When set, the content goes to the file <c>&lt;folder&gt;/trial-&lt;n&gt;&lt;extension&gt;</c> in the sweep's results
    /// folder, and not into the database.
    /// </summary>
    public AttachmentFile? File { get; init; }

    /// <summary>An attachment of JSON, stored in the database.</summary>
    public static TrialAttachment OfJson<T>(string name, T value) => new()
    {
        Name = name,
        MediaType = "application/json",
        Content = JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web),
    };

    /// <summary>Reads what <see cref="OfJson"/> wrote.</summary>
    /// <param name="json">The content.</param>
    /// <param name="ifNull">What to say of the JSON <c>null</c>.</param>
    /// <exception cref="JsonException">The content is no such thing.</exception>
    public static T ReadJson<T>(ReadOnlySpan<byte> json, string ifNull) =>
        JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw new JsonException(ifNull);
}

/// <summary>
/// Where an attachment that is a file goes: a folder of the sweep's results folder, and an extension with its dot.
/// </summary>
public sealed record AttachmentFile(string Folder, string Extension);
