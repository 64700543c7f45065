using System.Text;

namespace Sweeper.Sweeps.Naming;

/// <summary>The name by which a sweep is called and its folder found, made of what an experiment calls itself.</summary>
public static class SweepName
{
    /// <summary>The most characters of a name.</summary>
    public const int Longest = 64;

    private const string WithoutLetters = "sweep";

    /// <summary>
    /// Lower-case letters from a to z, digits and hyphens, at most <see cref="Longest"/>, a letter or digit first. A text
    /// that is such a name stays as it is; whatever else it has becomes a hyphen.
    /// </summary>
    public static string Of(string title)
    {
        if (IsName(title))
            return title;
        var name = new StringBuilder();
        foreach (char c in title)
        {
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(char.ToLowerInvariant(c));
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }

        string made = name.ToString(0, Math.Min(name.Length, Longest)).TrimEnd('-');
        return made.Length == 0 ? WithoutLetters : made;
    }

    /// <summary>Whether a text is such a name.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= Longest && text[0] != '-'
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
