using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>Writes the values of hyperparameters for people: <c>step (every 10, factor 0.5)</c> rather than JSON.</summary>
internal static class ValueText
{
    private const int MostListed = 12;

    public static string Of(HyperparameterValue value) => value switch
    {
        ListValue list => string.Join(", ", list.Items.Select(OfPart)),
        MapValue map when map.Entries.TryGetValue("name", out HyperparameterValue? name) => Named(name, map),
        MapValue map => Settings(map),
        NumberValue number => number.Number.ToString("G6", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>
    /// The values that a hyperparameter takes in a sweep: the range of many numbers, which a random search draws for each trial, and some of many others.
    /// </summary>
    /// <param name="value">A list of them, or the only one as a <see cref="ResultTable"/> holds it.</param>
    public static string OfCandidates(object value)
    {
        if (value is not ListValue list)
            return TableWriter.Show(new TableColumn(""), value);
        if (list.Items.Length <= MostListed)
            return Of(list);
        double[] numbers = [.. list.Items.OfType<NumberValue>().Select(n => n.Number)];
        return numbers.Length == list.Items.Length
            ? string.Create(CultureInfo.InvariantCulture, $"{numbers.Length:N0} values from {numbers.Min():G6} to {numbers.Max():G6}")
            : string.Create(CultureInfo.InvariantCulture, $"{Of(new ListValue(list.Items[..MostListed]))}, … ({list.Items.Length:N0} values)");
    }

    /// <summary>A value among others: its own commas would be taken for theirs, so it has brackets around it where it has any.</summary>
    public static string OfPart(HyperparameterValue value) => value switch
    {
        ListValue => $"[{Of(value)}]",
        MapValue { Entries: var entries } when entries.Count > 1 && !entries.ContainsKey("name") => $"({Of(value)})",
        _ => Of(value),
    };

    private static string Named(HyperparameterValue name, MapValue map) =>
        map.Entries.Count == 1 ? Of(name) : $"{Of(name)} ({Settings(map)})";

    private static string Settings(MapValue map) =>
        string.Join(", ", map.Entries.Where(e => e.Key != "name").Select(e => $"{e.Key} {OfPart(e.Value)}"));
}
