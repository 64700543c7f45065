using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sweeper.Sweeps.Trials;

/// <summary>Derives the seed of a trial from the seed of its experiment and its identity.</summary>
public static class TrialSeed
{
    // 53 bits: a seed passes unharmed through JSON readers and spreadsheets, which hold numbers as doubles.
    private const long Mask = (1L << 53) - 1;

    /// <summary>The seed of a trial, 0 … 2⁵³ − 1. Different identities get unrelated seeds.</summary>
    public static long Derive(long experimentSeed, TrialIdentity identity)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{experimentSeed}/{identity.Hex}");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & Mask;
    }
}
