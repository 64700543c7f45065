using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands;

/// <summary>Reads the values that a query is given by name.</summary>
internal static class QueryValues
{
    /// <summary>Reads <c>name=value</c> each: a long, a double, a text or null by name; true is 1 and false is 0, as SQLite has it.</summary>
    /// <exception cref="SweeperException">There is no equals sign, or a name is given twice.</exception>
    public static Dictionary<string, object?> Parse(IEnumerable<string> texts)
    {
        Dictionary<string, object?> values = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            string name = parts[0].Trim().TrimStart(':', '@', '$');
            if (parts.Length < 2 || name.Length == 0)
                throw new SweeperException($"--param is '{text}'; it must be a name, an equals sign and a value, such as sweep=quickstart", FailureKind.Input);
            if (!values.TryAdd(name, Read(parts[1])))
                throw new SweeperException($"--param gives '{name}' twice", FailureKind.Input);
        }

        return values;
    }

    private static object? Read(string text) => text switch
    {
        "null" => null,
        "true" => 1L,
        "false" => 0L,
        ['\'', .. string quoted, '\''] => quoted,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => number,
        _ => text,
    };
}
