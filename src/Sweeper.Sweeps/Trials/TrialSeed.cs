using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Trials;

/// <summary>Derives the seed of a trial from the seed of its experiment and its identity.</summary>
public static class TrialSeed
{
    // 53 bits: a seed passes unharmed through JSON readers and spreadsheets, which hold numbers as doubles.
    private const long Mask = (1L << 53) - 1;

    /// <summary>The seed of a trial, 0 … 2⁵³ − 1. Different identities get unrelated seeds.</summary>
    public static long Derive(long experimentSeed, TrialIdentity identity)
    {
        HashedText hashed = HashedText.Begin();
        ArrayBufferWriter<byte> text = hashed.Text;
        text.Append(experimentSeed);
        text.Write("/"u8);
        identity.AppendTo(text);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        hashed.HashInto(hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & Mask;
    }
}
