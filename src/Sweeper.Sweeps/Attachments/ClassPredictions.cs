using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// What a classifier said of each example of a set, in the set's order; the attachment <c>class_predictions</c> of its trial.
/// Its content is a zlib stream of a 32-bit count n, n labels and n predicted classes of 8 bits, then n probabilities of the
/// predicted and n of the true class of 16 bits, 65,535 for 1; all little-endian.
/// </summary>
public sealed record ClassPredictions
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "class_predictions";

    /// <summary>The most examples that are kept of a set, its first ones: some 20 kB as they are stored.</summary>
    public const int MostExamples = 20_000;

    private const int BytesPerExample = 6;

    /// <summary>The true class of each example.</summary>
    public required ImmutableArray<byte> Labels { get; init; }

    /// <summary>The class that each was taken for.</summary>
    public required ImmutableArray<byte> Predicted { get; init; }

    /// <summary>The probability of the predicted class, in steps of 1/65,535.</summary>
    public required ImmutableArray<ushort> Confidences { get; init; }

    /// <summary>The probability of the true class, in steps of 1/65,535.</summary>
    public required ImmutableArray<ushort> TrueProbabilities { get; init; }

    /// <summary>From what a classifier says of each example.</summary>
    /// <param name="predicted">[examples]: the class that each was taken for.</param>
    /// <param name="probabilities">[examples, classes], row after row; each 0 … 1.</param>
    /// <param name="labels">[examples], each below <paramref name="classes"/>.</param>
    /// <param name="classes">1 … 256.</param>
    public static ClassPredictions Of(
        ReadOnlySpan<byte> predicted, ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> labels, int classes)
    {
        int count = Math.Min(labels.Length, MostExamples);
        var confidences = new ushort[count];
        var trueProbabilities = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * classes, classes);
            confidences[i] = Steps(row[predicted[i]]);
            trueProbabilities[i] = Steps(row[labels[i]]);
        }

        return new ClassPredictions
        {
            Labels = [.. labels[..count]],
            Predicted = [.. predicted[..count]],
            Confidences = [.. confidences],
            TrueProbabilities = [.. trueProbabilities],
        };
    }

    /// <summary>Reads predictions from the content of an attachment.</summary>
    /// <exception cref="InvalidDataException">The content is none.</exception>
    public static ClassPredictions FromBytes(byte[] content)
    {
        using var unpacked = new ZLibStream(new MemoryStream(content), CompressionMode.Decompress);
        Span<byte> header = stackalloc byte[sizeof(int)];
        if (unpacked.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException("it has no predictions");
        int count = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (count is < 0 or > MostExamples)
            throw new InvalidDataException($"{count} predictions cannot be right");
        byte[] data = new byte[count * BytesPerExample];
        if (unpacked.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length || unpacked.ReadByte() >= 0)
            throw new InvalidDataException($"it does not have {count} predictions");
        return new ClassPredictions
        {
            Labels = [.. data.AsSpan(0, count)],
            Predicted = [.. data.AsSpan(count, count)],
            Confidences = Words(data.AsSpan(2 * count, 2 * count)),
            TrueProbabilities = Words(data.AsSpan(4 * count, 2 * count)),
        };
    }

    /// <summary>Whether the classifier is as often right as it says.</summary>
    public Calibration Calibration() => Attachments.Calibration.Of(
        [.. Confidences.Select(c => (float)c / ushort.MaxValue)], [.. Predicted.Select((p, i) => p == Labels[i])]);

    /// <summary>The predictions as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment()
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            Span<byte> number = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(number, Labels.Length);
            stream.Write(number);
            stream.Write(Labels.AsSpan());
            stream.Write(Predicted.AsSpan());
            stream.Write(Bytes(Confidences));
            stream.Write(Bytes(TrueProbabilities));
        }

        return new TrialAttachment { Name = AttachmentName, MediaType = "application/zlib", Content = packed.ToArray() };
    }

    private static byte[] Bytes(ImmutableArray<ushort> words)
    {
        byte[] bytes = new byte[2 * words.Length];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), words[i]);
        return bytes;
    }

    private static ImmutableArray<ushort> Words(ReadOnlySpan<byte> bytes)
    {
        var words = ImmutableArray.CreateBuilder<ushort>(bytes.Length / 2);
        for (int i = 0; i < bytes.Length; i += 2)
            words.Add(BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..]));
        return words.MoveToImmutable();
    }

    private static ushort Steps(float probability) =>
        float.IsNaN(probability) ? (ushort)0 : (ushort)MathF.Round(Math.Clamp(probability, 0, 1) * ushort.MaxValue);
}
