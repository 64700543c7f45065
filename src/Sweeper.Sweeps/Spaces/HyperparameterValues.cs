using System.Buffers;
using System.Collections;
using System.Text;

namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// One assignment: a value for each hyperparameter, in ordinal order of the names. Immutable; equality by content.
/// </summary>
public sealed class HyperparameterValues : IReadOnlyCollection<KeyValuePair<string, HyperparameterValue>>,
IEquatable<HyperparameterValues>
{
    private readonly HyperparameterValue[] _own;

    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public HyperparameterValues(IEnumerable<KeyValuePair<string, HyperparameterValue>> entries)
    {
        KeyValuePair<string, HyperparameterValue>[] given = [.. entries];
        Form = AssignmentForm.Of(given.Select(e => e.Key));
        _own = Array.ConvertAll(given, e => e.Value);
    }

    /// <summary>An assignment of a form, with as many values as that needs.</summary>
    internal HyperparameterValues(AssignmentForm form, HyperparameterValue[] own) => (Form, _own) = (form, own);

    /// <summary>No hyperparameter at all.</summary>
    public static HyperparameterValues Empty { get; } = new([]);

    /// <summary>What it has in common with others.</summary>
    internal AssignmentForm Form { get; }

    public int Count => Form.Names.Length;

    /// <summary>The assignment as canonical JSON; see <see cref="HyperparameterValue.Canonical"/>.</summary>
    public string Canonical
    {
        get
        {
            var text = new ArrayBufferWriter<byte>();
            AppendTo(text);
            return Encoding.UTF8.GetString(text.WrittenSpan);
        }
    }

    /// <summary>The value of a hyperparameter.</summary>
    /// <exception cref="KeyNotFoundException">There is no such hyperparameter.</exception>
    public HyperparameterValue this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"There is no hyperparameter '{name}'.");

    /// <summary>The value of a hyperparameter, or null when the assignment has none of that name.</summary>
    public HyperparameterValue? Find(string name) => Form.IndexOf(name) is >= 0 and int index ? ValueAt(index) : null;

    /// <summary>Appends <see cref="Canonical"/> to a text in UTF-8.</summary>
    public void AppendTo(ArrayBufferWriter<byte> text)
    {
        text.Write("{"u8);
        for (int i = 0; i < Count; i++)
        {
            if (i > 0)
                text.Write(","u8);
            text.Write(Form.Keys[i]);
            ValueAt(i).AppendTo(text);
        }

        text.Write("}"u8);
    }

    /// <summary>The values for which a condition holds; this assignment itself when it holds for all.</summary>
    public HyperparameterValues Where(Func<KeyValuePair<string, HyperparameterValue>, bool> condition)
    {
        List<KeyValuePair<string, HyperparameterValue>> kept = new(Count);
        foreach (KeyValuePair<string, HyperparameterValue> entry in this)
        {
            if (condition(entry))
                kept.Add(entry);
        }

        return kept.Count == Count ? this : new HyperparameterValues(kept);
    }

    /// <summary>
    /// The entries that <paramref name="other"/> does not have, or has with another value; this assignment itself when those are
    /// all.
    /// </summary>
    public HyperparameterValues Except(HyperparameterValues other)
    {
        Span<bool> kept = stackalloc bool[Count];
        ReadOnlySpan<int> places = Form.IndexesIn(other.Form);
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            kept[i] = places[i] < 0 || !ValueAt(i).Equals(other.ValueAt(places[i]));
            count += kept[i] ? 1 : 0;
        }

        if (count == Count)
            return this;
        var own = new HyperparameterValue[count];
        for (int i = Count - 1; i >= 0; i--)
        {
            if (kept[i])
                own[--count] = ValueAt(i);
        }

        return new HyperparameterValues(Form.Only(kept), own);
    }

    /// <summary>This assignment without a hyperparameter, whether it was there before or not.</summary>
    public HyperparameterValues Without(string name)
    {
        if (Form.IndexOf(name) is not (>= 0 and int index))
            return this;
        HyperparameterValue[] own = _own;
        AssignmentForm form = Form.Without(index, ref own);
        return new HyperparameterValues(form, own);
    }

    /// <summary>This assignment with <paramref name="name"/> set, whether it was there before or not.</summary>
    public HyperparameterValues With(string name, HyperparameterValue value) =>
        new(Where(e => e.Key != name).Append(KeyValuePair.Create(name, value)));

    /// <summary>
    /// This assignment and, for the hyperparameters that it lacks, the values of <paramref name="others"/>. Those of many
    /// assignments are few: what comes of both is kept with what the assignments have in common.
    /// </summary>
    public HyperparameterValues Or(HyperparameterValues others) => new(Form.Extended(others), _own);

    /// <summary>
    /// This assignment, in the memory of <paramref name="other"/> as far as they are equal: in a plan of many trials the names
    /// are then there once.
    /// </summary>
    public HyperparameterValues Sharing(HyperparameterValues? other)
    {
        if (other is null || other.Form.OwnCount != Count || !Form.Names.AsSpan().SequenceEqual(other.Form.Names))
            return this;
        var own = new HyperparameterValue[Count];
        for (int i = 0; i < Count; i++)
        {
            HyperparameterValue mine = ValueAt(i), theirs = other.ValueAt(i);
            own[other.Form.PlaceOf(i)] = mine.Equals(theirs) ? theirs : mine;
        }

        return new HyperparameterValues(other.Form, own);
    }

    public IEnumerator<KeyValuePair<string, HyperparameterValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return KeyValuePair.Create(Form.Names[i], ValueAt(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(HyperparameterValues? other) => other is not null && new Content(this).Equals(new Content(other));

    public override bool Equals(object? obj) => Equals(obj as HyperparameterValues);

    public override int GetHashCode() => new Content(this).GetHashCode();

    public override string ToString() => string.Join(", ", this.Select(e => $"{e.Key}={e.Value}"));

    /// <summary>The value of the name at a place of <see cref="AssignmentForm.Names"/>.</summary>
    internal HyperparameterValue ValueAt(int index) => Form.ValueAt(index, _own);

    /// <summary>What an assignment consists of, equal to that of an equal one.</summary>
    internal readonly struct Content(HyperparameterValues values) : IEquatable<Content>
    {
        private readonly AssignmentForm _form = values.Form;
        private readonly HyperparameterValue[] _own = values._own;

        public bool Equals(Content other)
        {
            if (ReferenceEquals(_form, other._form))
                return _own.AsSpan().SequenceEqual(other._own);
            bool isEqual = _form.Names.Length == other._form.Names.Length;
            for (int i = 0; i < _form.Names.Length && isEqual; i++)
                isEqual = _form.Names[i] == other._form.Names[i]
                    && _form.ValueAt(i, _own).Equals(other._form.ValueAt(i, other._own));
            return isEqual;
        }

        public override bool Equals(object? obj) => obj is Content other && Equals(other);

        public override int GetHashCode()
        {
            // Assignments that are looked for among each other have the same names.
            var hash = new HashCode();
            for (int i = 0; i < _form.Names.Length; i++)
                hash.Add(_form.ValueAt(i, _own).GetHashCode());
            return hash.ToHashCode();
        }
    }
}
