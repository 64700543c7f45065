using System.Collections.Frozen;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Experiments.Values;

/// <summary>A map with a fixed set of keys.</summary>
public sealed class MapReader
{
    private readonly MappingNode _map;
    private readonly FrozenSet<string> _keys;

    private MapReader(MappingNode map, IReadOnlyCollection<string> keys)
    {
        _map = map;
        _keys = keys.ToFrozenSet(StringComparer.Ordinal);
    }

    public MappingNode Node => _map;

    /// <summary>
    /// Checks the keys of a map and gives access to their values, or records that <paramref name="node"/> is no map.
    /// <paramref name="name"/> is what messages call the map, null for the whole document, and <paramref name="example"/> how
    /// one is written. <paramref name="refused"/> are keys that are known but refused, with the reason and the way out. Others
    /// that are not known are refused too, unless <paramref name="passesOverUnknown"/>: then they are noted, but for those in a
    /// map inside the document that look like one of its keys.
    /// </summary>
    public static MapReader? Open(
        SyntaxNode node,
        string? name,
        string example,
        IReadOnlyCollection<string> keys,
        IReadOnlyDictionary<string, string> refused,
        ErrorCollector errors,
        bool passesOverUnknown = false)
    {
        if (node is not MappingNode map)
        {
            errors.Add(node, $"{name ?? "the document"} is {DescribedNode.Found(node)}; it must be a map such as {example}");
            return null;
        }

        foreach (MappingEntry entry in map.Entries.Where(e => !keys.Contains(e.Name)))
        {
            string key = DescribedNode.Printable(entry.Name);
            string place = name is null ? "" : $" in {name}";
            if (refused.TryGetValue(entry.Name, out string? reason))
                errors.Add(entry.Key, $"'{key}'{place} {reason}");
            else if (passesOverUnknown && (name is null || NearestName.To(entry.Name, keys) is null))
                errors.Note(entry.Key, $"the key '{key}'{place} means nothing here and is passed over{Hint(entry.Name, keys)}");
            else
                errors.Add(entry.Key, $"unknown key '{key}'{place}{errors.Hint(entry.Key, keys, "key")}");
        }

        return new MapReader(map, keys);
    }

    private static string Hint(string key, IReadOnlyCollection<string> keys) =>
        NearestName.To(key, keys) is string nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>The value of a key, or null when it is not given.</summary>
    public SyntaxNode? Find(string key)
    {
        if (!_keys.Contains(key))
            throw new ArgumentException($"'{key}' is not among the keys that were checked.", nameof(key));
        return _map.Find(key);
    }

    /// <summary>The value of a key that must be given; without it, an error says so with <paramref name="advice"/>.</summary>
    public SyntaxNode? Require(string key, string advice, ErrorCollector errors)
    {
        SyntaxNode? value = Find(key);
        // A key that is misspelt is an error already.
        bool isMisspelt = _map.Entries.Any(e => !_keys.Contains(e.Name) && NearestName.To(e.Name, _keys) == key);
        if (value is null && !isMisspelt)
            errors.Add(_map, $"{key} is missing; {advice}");
        return value;
    }
}
