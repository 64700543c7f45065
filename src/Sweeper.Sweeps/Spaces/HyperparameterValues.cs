using System.Collections;
using System.Text;

namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// One assignment: a value for each hyperparameter, in ordinal order of the names. Immutable; equality by content.
/// </summary>
public sealed class HyperparameterValues : IReadOnlyCollection<KeyValuePair<string, HyperparameterValue>>, IEquatable<HyperparameterValues>
{
    private readonly string[] _names;
    private readonly HyperparameterValue[] _values;

    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public HyperparameterValues(IEnumerable<KeyValuePair<string, HyperparameterValue>> entries)
    {
        KeyValuePair<string, HyperparameterValue>[] sorted = [.. entries];

        // They are few, and mostly in order already: a plan makes several of these for each of its trials.
        for (int i = 1; i < sorted.Length; i++)
        {
            KeyValuePair<string, HyperparameterValue> entry = sorted[i];
            int place = i, order = 1;
            while (place > 0 && (order = string.CompareOrdinal(entry.Key, sorted[place - 1].Key)) < 0)
                sorted[place] = sorted[--place];
            if (order == 0)
                throw new ArgumentException($"The hyperparameter '{entry.Key}' occurs twice.", nameof(entries));
            sorted[place] = entry;
        }

        _names = Array.ConvertAll(sorted, e => e.Key);
        _values = Array.ConvertAll(sorted, e => e.Value);
    }

    private HyperparameterValues(string[] names, HyperparameterValue[] values) => (_names, _values) = (names, values);

    /// <summary>No hyperparameter at all.</summary>
    public static HyperparameterValues Empty { get; } = new([]);

    public int Count => _names.Length;

    /// <summary>The assignment as canonical JSON; see <see cref="HyperparameterValue.Canonical"/>.</summary>
    public string Canonical
    {
        get
        {
            var text = new StringBuilder("{");
            foreach ((string name, HyperparameterValue value) in this)
            {
                if (text.Length > 1)
                    text.Append(',');
                text.Append(JsonText.Quote(name)).Append(':').Append(value.Canonical);
            }

            return text.Append('}').ToString();
        }
    }

    /// <summary>The value of a hyperparameter.</summary>
    /// <exception cref="KeyNotFoundException">There is no such hyperparameter.</exception>
    public HyperparameterValue this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"There is no hyperparameter '{name}'.");

    /// <summary>The value of a hyperparameter, or null when the assignment has none of that name.</summary>
    public HyperparameterValue? Find(string name)
    {
        int low = 0, high = _names.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_names[middle], name);
            if (order == 0)
                return _values[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>The values for which a condition holds; this assignment itself when it holds for all.</summary>
    public HyperparameterValues Where(Func<KeyValuePair<string, HyperparameterValue>, bool> condition)
    {
        List<KeyValuePair<string, HyperparameterValue>> kept = new(_names.Length);
        foreach (KeyValuePair<string, HyperparameterValue> entry in this)
        {
            if (condition(entry))
                kept.Add(entry);
        }

        return kept.Count == _names.Length ? this : new HyperparameterValues(kept);
    }

    /// <summary>This assignment with <paramref name="name"/> set, whether it was there before or not.</summary>
    public HyperparameterValues With(string name, HyperparameterValue value) =>
        new(Where(e => e.Key != name).Append(KeyValuePair.Create(name, value)));

    /// <summary>This assignment and, for the hyperparameters that it lacks, the values of <paramref name="others"/>.</summary>
    public HyperparameterValues Or(HyperparameterValues others)
    {
        int most = Count + others.Count, count = 0;
        string[] names = new string[most];
        var values = new HyperparameterValue[most];
        for (int i = 0, j = 0; i < Count || j < others.Count; count++)
        {
            int order = i == Count ? 1 : j == others.Count ? -1 : string.CompareOrdinal(_names[i], others._names[j]);
            (names[count], values[count]) = order <= 0 ? (_names[i], _values[i]) : (others._names[j], others._values[j]);
            if (order <= 0)
                i++;
            if (order >= 0)
                j++;
        }

        Array.Resize(ref names, count);
        Array.Resize(ref values, count);
        return new HyperparameterValues(names, values);
    }

    /// <summary>
    /// This assignment, in the memory of <paramref name="other"/> as far as they are equal: in a plan of many trials the names are then
    /// there once.
    /// </summary>
    public HyperparameterValues Sharing(HyperparameterValues? other)
    {
        if (other is null || !_names.AsSpan().SequenceEqual(other._names))
            return this;
        HyperparameterValue[] values = [.. _values.Select((v, i) => v.Equals(other._values[i]) ? other._values[i] : v)];
        return new HyperparameterValues(other._names, values);
    }

    public IEnumerator<KeyValuePair<string, HyperparameterValue>> GetEnumerator()
    {
        for (int i = 0; i < _names.Length; i++)
            yield return KeyValuePair.Create(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(HyperparameterValues? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as HyperparameterValues);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach ((string name, HyperparameterValue value) in this)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", this.Select(e => $"{e.Key}={e.Value}"));
}
