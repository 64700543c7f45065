using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands;

/// <summary>Reads the values that a query is given by name.</summary>
internal static class QueryValues
{
    /// <summary>
    /// Reads <c>name=value</c> each, a text as it stands, and <c>name:int=7</c>, <c>name:real=0.5</c>, <c>name:bool=true</c> and
    /// <c>name:null</c>: a long, a double, 1 or 0 as SQLite has them, and null.
    /// </summary>
    /// <exception cref="SweeperException">
    /// There is no equals sign, a type is unknown or its value no such thing, or a name is given twice.
    /// </exception>
    public static Dictionary<string, object?> Parse(IEnumerable<string> texts)
    {
        Dictionary<string, object?> values = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            string[] names = parts[0].Trim().TrimStart(':', '@', '$').Split(':', 2);
            string type = names.Length == 1 ? "text" : names[1];
            if ((parts.Length < 2 && type != "null") || names[0].Length == 0)
                throw Refused(
                    $"--param is '{text}'; it must be a name, an equals sign and a value, such as sweep=quickstart, "
                    + $"or name:null");
            if (!values.TryAdd(names[0], Read(text, type, parts.ElementAtOrDefault(1) ?? "")))
                throw Refused($"--param gives '{names[0]}' twice");
        }

        return values;
    }

    private static object? Read(string parameter, string type, string value) => type switch
    {
        "text" => value,
        "int" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        "real" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) =>
            number,
        "bool" when value is "true" or "false" => value == "true" ? 1L : 0L,
        "null" when value.Length == 0 => null,
        "int" =>
            throw Refused(
                $"--param is '{parameter}'; the value of an int must be a whole number from {long.MinValue} to {long.MaxValue}"),
        "real" => throw Refused($"--param is '{parameter}'; the value of a real must be a finite number such as 0.5"),
        "bool" => throw Refused($"--param is '{parameter}'; the value of a bool must be true or false"),
        "null" => throw Refused($"--param is '{parameter}'; null has no value"),
        _ => throw Refused($"--param is '{parameter}'; the type after the colon must be text, int, real, bool or null"),
    };

    private static SweeperException Refused(string message) => new(message, FailureKind.Input);
}
