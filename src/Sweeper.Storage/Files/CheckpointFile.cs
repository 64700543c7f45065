using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Storage.Files;

/// <summary>
/// A state of a trial in a file: a mark, the version of this format, a SHA-256 of everything that follows it, the epoch, what
/// the state belongs to, and the content that the trial wrote. Integers are little-endian.
/// </summary>
internal static class CheckpointFile
{
    private const int Version = 1;
    private const int HashOffset = 12;
    private const int BodyOffset = HashOffset + SHA256.HashSizeInBytes;
    private const int ContentOffset = BodyOffset + sizeof(int) + KeyLength;
    private const int KeyLength = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Mark => "SWPRCKPT"u8;

    /// <summary>Replaces or creates the file in one step; see <see cref="WholeFile"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What the state belongs to: 32 bytes.</param>
    /// <param name="epoch">The epoch after which it is saved.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="beforeRename">
    /// Comes between the writing and the moment in which the file takes the place of an earlier one.
    /// </param>
    public static void Write(string path, byte[] key, int epoch, Action<Stream> write, Action beforeRename) =>
        WholeFile.Write(path, stream => WriteAll(stream, key, epoch, write), beforeRename);

    /// <summary>Checks a file to its last byte.</summary>
    /// <param name="path">The file, which exists.</param>
    /// <param name="key">What the state must belong to.</param>
    /// <returns>The epoch, or else why the file cannot be used, as a sentence without a full stop.</returns>
    public static (int? Epoch, string? Refusal) Check(string path, byte[] key)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> head = stackalloc byte[ContentOffset];
        int length = stream.ReadAtLeast(head, ContentOffset, throwOnEndOfStream: false);
        if (length < ContentOffset || !head.StartsWith(Mark))
            return (null, "its checkpoint is damaged");
        int version = BinaryPrimitives.ReadInt32LittleEndian(head[Mark.Length..]);
        if (version != Version)
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"its checkpoint has version {version} of the format, and this Sweeper reads {Version}"));

        stream.Position = BodyOffset;
        if (!SHA256.HashData(stream).AsSpan().SequenceEqual(head[HashOffset..BodyOffset]))
            return (null, "its checkpoint is damaged");
        if (!head[^KeyLength..].SequenceEqual(key))
            return (null, "its checkpoint is that of another trial");
        return (BinaryPrimitives.ReadInt32LittleEndian(head[BodyOffset..]), null);
    }

    /// <summary>Opens a checked file where its content begins.</summary>
    public static Stream OpenContent(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) { Position = ContentOffset };

    private static void WriteAll(FileStream stream, byte[] key, int epoch, Action<Stream> write)
    {
        Span<byte> head = stackalloc byte[BodyOffset];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[Mark.Length..], Version);
        stream.Write(head);

        using SHA256 hash = SHA256.Create();
        using (CryptoStream body = new(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            Span<byte> number = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(number, epoch);
            body.Write(number);
            body.Write(key);
            write(body);
        }

        stream.Position = HashOffset;
        stream.Write(hash.Hash!);
    }
}
