using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Trials;

/// <summary>
/// What makes a trial the trial it is: the hash of its declared values, its repeat number and its fold where there is one, never
/// its place in the list. Two cells with the same identity are one trial.
/// </summary>
public readonly record struct TrialIdentity
{
    private const int Digits = 32;

    // The first half of a SHA-256.
    private readonly UInt128 _hash;

    /// <param name="hex">32 hexadecimal digits.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public TrialIdentity(string hex) => _hash = hex.Length == Digits
        ? UInt128.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : throw new FormatException($"'{hex}' is no identity of a trial.");

    private TrialIdentity(UInt128 hash) => _hash = hash;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string Hex
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Digits / 2];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, _hash);
            return Convert.ToHexStringLower(bytes);
        }
    }

    /// <summary>The identity of a setting.</summary>
    /// <param name="values">The values that distinguish the trial; those left at their defaults are not among them.</param>
    /// <param name="repeat">Which repeat of the cell, from 1.</param>
    /// <param name="fold">Which fold is held out, from 1; null without cross-validation.</param>
    public static TrialIdentity Of(HyperparameterValues values, int repeat, int? fold = null)
    {
        HashedText hashed = HashedText.Begin();
        ArrayBufferWriter<byte> text = hashed.Text;
        values.AppendTo(text);
        text.Write("#"u8);
        text.Append(repeat);

        // Without a fold the text is what it was before there were any: identities and seeds of older sweeps stay.
        if (fold is int held)
        {
            text.Write("/"u8);
            text.Append(held);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        hashed.HashInto(hash);
        return new TrialIdentity(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>Appends <see cref="Hex"/> to a text in UTF-8.</summary>
    public void AppendTo(ArrayBufferWriter<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Digits / 2];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _hash);
        Convert.TryToHexStringLower(bytes, text.GetSpan(Digits), out int written);
        text.Advance(written);
    }

    // Any part of a hash tells as much as another.
    public override int GetHashCode() => (int)_hash;

    public override string ToString() => Hex;
}
