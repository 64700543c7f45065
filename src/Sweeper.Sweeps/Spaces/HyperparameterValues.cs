using System.Collections;
using System.Text.Json;

namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// One assignment: a value for each hyperparameter, in ordinal order of the names. Immutable; equality by content.
/// </summary>
public sealed class HyperparameterValues : IReadOnlyCollection<KeyValuePair<string, HyperparameterValue>>, IEquatable<HyperparameterValues>
{
    private readonly KeyValuePair<string, HyperparameterValue>[] _entries;

    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public HyperparameterValues(IEnumerable<KeyValuePair<string, HyperparameterValue>> entries)
    {
        _entries = [.. entries];
        Array.Sort(_entries, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (int i = 1; i < _entries.Length; i++)
        {
            if (_entries[i].Key == _entries[i - 1].Key)
                throw new ArgumentException($"The hyperparameter '{_entries[i].Key}' occurs twice.", nameof(entries));
        }
    }

    /// <summary>No hyperparameter at all.</summary>
    public static HyperparameterValues Empty { get; } = new([]);

    public int Count => _entries.Length;

    /// <summary>The assignment as canonical JSON; see <see cref="HyperparameterValue.Canonical"/>.</summary>
    public string Canonical =>
        $"{{{string.Join(',', _entries.Select(e => $"{JsonSerializer.Serialize(e.Key)}:{e.Value.Canonical}"))}}}";

    /// <summary>The value of a hyperparameter.</summary>
    /// <exception cref="KeyNotFoundException">There is no such hyperparameter.</exception>
    public HyperparameterValue this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"There is no hyperparameter '{name}'.");

    /// <summary>The value of a hyperparameter, or null when the assignment has none of that name.</summary>
    public HyperparameterValue? Find(string name)
    {
        int low = 0, high = _entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_entries[middle].Key, name);
            if (order == 0)
                return _entries[middle].Value;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>This assignment with <paramref name="name"/> set, whether it was there before or not.</summary>
    public HyperparameterValues With(string name, HyperparameterValue value) =>
        new(_entries.Where(e => e.Key != name).Append(KeyValuePair.Create(name, value)));

    public IEnumerator<KeyValuePair<string, HyperparameterValue>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, HyperparameterValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(HyperparameterValues? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    public override bool Equals(object? obj) => Equals(obj as HyperparameterValues);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    public override string ToString() => string.Join(", ", _entries.Select(e => $"{e.Key}={e.Value}"));
}
