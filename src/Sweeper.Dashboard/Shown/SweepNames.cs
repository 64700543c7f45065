using System.Globalization;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Shown;

/// <summary>Sweeps and trials as addresses name them: <c>name</c>, <c>name.2</c>, <c>name.2/7</c>.</summary>
internal static class SweepNames
{
    /// <summary>The name and, where it is given, the number of a sweep; null when it names none.</summary>
    public static (string Name, int? Number)? Parse(string text)
    {
        string[] parts = text.Split('.', '#');
        bool isName = parts[0].Length is > 0 and <= 64 && parts[0].All(
            c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        return (isName, parts.Length) switch
        {
            (true, 1) => (parts[0], 1),
            (true, 2) when Number(parts[1]) is int number => (parts[0], number),
            _ => null,
        };
    }

    /// <summary>A number of a sweep or trial, at least 1; null for anything else.</summary>
    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 ? number : null;

    /// <summary>The address of a sweep's page.</summary>
    public static string Address(SweepReference sweep) => $"/sweeps/{sweep.FolderName}";

    /// <summary>The address of a trial's page.</summary>
    public static string Address(SweepReference sweep, int trial) =>
        FormattableString.Invariant($"/sweeps/{sweep.FolderName}/trials/{trial}");
}
