using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Trials;

/// <summary>
/// What makes a trial the trial it is: the hash of its declared values, its repeat number and its fold where there is one, never its
/// place in the list. Two cells with the same identity are one trial.
/// </summary>
/// <param name="Hex">32 lower-case hexadecimal digits: the first half of a SHA-256.</param>
public readonly record struct TrialIdentity(string Hex)
{
    /// <summary>The identity of a setting.</summary>
    /// <param name="values">The values that distinguish the trial; those left at their defaults are not among them.</param>
    /// <param name="repeat">Which repeat of the cell, from 1.</param>
    /// <param name="fold">Which fold is held out, from 1; null without cross-validation.</param>
    public static TrialIdentity Of(HyperparameterValues values, int repeat, int? fold = null)
    {
        // Without a fold the text is what it was before there were any: identities and seeds of older sweeps stay.
        string text = string.Create(CultureInfo.InvariantCulture, $"{values.Canonical}#{repeat}");
        if (fold is not null)
            text = string.Create(CultureInfo.InvariantCulture, $"{text}/{fold}");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new TrialIdentity(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    public override string ToString() => Hex;
}
