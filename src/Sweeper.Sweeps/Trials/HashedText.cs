using System.Buffers;
using System.Security.Cryptography;

namespace Sweeper.Sweeps.Trials;

/// <summary>
/// A text in UTF-8 and its SHA-256. Each thread has one, which it uses again and again: to make one takes longer than to hash.
/// </summary>
internal sealed class HashedText
{
    [ThreadStatic]
    private static HashedText? ofThread;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private HashedText()
    {
    }

    public ArrayBufferWriter<byte> Text { get; } = new();

    /// <summary>That of the calling thread, without any text.</summary>
    public static HashedText Begin()
    {
        ofThread ??= new HashedText();
        ofThread.Text.ResetWrittenCount();
        return ofThread;
    }

    /// <summary>Writes the hash of the text.</summary>
    /// <param name="hash">32 bytes.</param>
    public void HashInto(Span<byte> hash)
    {
        _hash.AppendData(Text.WrittenSpan);
        _hash.GetHashAndReset(hash);
    }
}
