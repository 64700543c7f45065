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
        _ => value.ToString(),
    };

    /// <summary>
    /// The values that a hyperparameter takes in a sweep. Of numbers drawn at random there may be as many as there are trials: then only their range.
    /// </summary>
    /// <param name="value">A list of them, or the only one as a <see cref="ResultTable"/> holds it.</param>
    public static string OfCandidates(object value)
    {
        if (value is not ListValue list)
            return TableWriter.Show(new TableColumn(""), value);
        double[] numbers = [.. list.Items.OfType<NumberValue>().Select(n => n.Number)];
        return list.Items.Length > MostListed && numbers.Length == list.Items.Length
            ? string.Create(CultureInfo.InvariantCulture, $"{numbers.Length} values from {numbers.Min():G6} to {numbers.Max():G6}")
            : Of(list);
    }

    private static string Named(HyperparameterValue name, MapValue map) =>
        map.Entries.Count == 1 ? Of(name) : $"{Of(name)} ({Settings(map)})";

    private static string Settings(MapValue map) =>
        string.Join(", ", map.Entries.Where(e => e.Key != "name").Select(e => $"{e.Key} {OfPart(e.Value)}"));

    // Within another value its own commas would be taken for that one's.
    private static string OfPart(HyperparameterValue value) => value is ListValue ? $"[{Of(value)}]" : Of(value);
}
