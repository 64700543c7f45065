using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Naming;

/// <summary>Writes the values of hyperparameters for people: <c>step (every 10, factor 0.5)</c> rather than JSON.</summary>
public static class ValueWords
{
    private const string NameKey = "name";

    /// <summary>A value by itself.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">How numbers are written; null for all their digits.</param>
    public static string Of(HyperparameterValue value, Func<NumberValue, string>? number = null) => value switch
    {
        ListValue list => string.Join(", ", list.Items.Select(i => OfPart(i, number))),
        MapValue map when map.Entries.TryGetValue(NameKey, out HyperparameterValue? name) =>
            Named(Of(name, number), map, number),
        MapValue map => Settings(map, number),
        NumberValue n when number is not null => number(n),
        _ => value.ToString(),
    };

    /// <summary>
    /// A value among others: its own commas would be taken for theirs, so it has brackets around it where it has any.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static string OfPart(HyperparameterValue value, Func<NumberValue, string>? number = null) => value switch
    {
        ListValue => $"[{Of(value, number)}]",
        MapValue { Entries: var entries } when entries.Count > 1 && !entries.ContainsKey(NameKey) => $"({Of(value, number)})",
        _ => Of(value, number),
    };

    private static string Named(string name, MapValue map, Func<NumberValue, string>? number) =>
        map.Entries.Count == 1 ? name : $"{name} ({Settings(map, number)})";

    private static string Settings(MapValue map, Func<NumberValue, string>? number) =>
        string.Join(", ", map.Entries.Where(e => e.Key != NameKey).Select(e => $"{e.Key} {OfPart(e.Value, number)}"));
}
