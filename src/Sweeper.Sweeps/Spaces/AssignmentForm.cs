namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// What the assignments of a plan have in common, there once for all of them: the names of the hyperparameters, and the values
/// that are the same in each. Immutable but for what it remembers of its own derivations; for several threads.
/// </summary>
internal sealed class AssignmentForm
{
    private readonly int[] _places;
    private readonly HyperparameterValue?[] _shared;
    private readonly AssignmentForm?[] _without;
    private (HyperparameterValues Others, AssignmentForm Form)[] _extended = [];
    private AssignmentForm[] _only = [];
    private Correspondence? _indexes;

    private AssignmentForm(string[] names, int[] places, HyperparameterValue?[] shared)
    {
        (Names, _places, _shared) = (names, places, shared);
        _without = new AssignmentForm?[names.Length];
        OwnCount = places.Count(p => p >= 0);
    }

    /// <summary>In ordinal order.</summary>
    public string[] Names { get; }

    /// <summary>The names as keys of an object of JSON, each with its colon, in UTF-8.</summary>
    public byte[][] Keys => field ??= Array.ConvertAll(Names, JsonText.Key);

    /// <summary>How many values an assignment has of its own.</summary>
    public int OwnCount { get; }

    /// <summary>The form of assignments that have a value of their own for each of some names, in the order of those.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static AssignmentForm Of(IEnumerable<string> names)
    {
        string[] sorted = [.. names];
        int[] places = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, places, StringComparer.Ordinal);
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
                throw new ArgumentException($"The hyperparameter '{sorted[i]}' occurs twice.", nameof(names));
        }

        return new AssignmentForm(sorted, places, new HyperparameterValue?[sorted.Length]);
    }

    /// <summary>The place of a name among <see cref="Names"/>; negative when it is not there.</summary>
    public int IndexOf(string name)
    {
        // Names are mostly the same objects.
        for (int i = 0; i < Names.Length; i++)
        {
            if (ReferenceEquals(Names[i], name))
                return i;
        }

        return Array.BinarySearch(Names, name, StringComparer.Ordinal);
    }

    /// <summary>Where an assignment has the value of a name among its own; negative where all have the same.</summary>
    public int PlaceOf(int index) => _places[index];

    /// <summary>The value of a name, by its place, in an assignment with values of its own.</summary>
    public HyperparameterValue ValueAt(int index, HyperparameterValue[] own) =>
        _places[index] is >= 0 and int place ? own[place] : _shared[index]!;

    /// <summary>This form and the names that it lacks, with the values that <paramref name="others"/> has for them.</summary>
    public AssignmentForm Extended(HyperparameterValues others)
    {
        (HyperparameterValues Others, AssignmentForm Form)[] known = Volatile.Read(ref _extended);
        foreach ((HyperparameterValues given, AssignmentForm form) in known)
        {
            if (ReferenceEquals(given, others))
                return form;
        }

        KeyValuePair<string, HyperparameterValue>[] added = [.. others.Where(e => IndexOf(e.Key) < 0)];
        string[] names = [.. Names, .. added.Select(e => e.Key)];
        int[] order = [.. Enumerable.Range(0, names.Length)];
        Array.Sort(names, order, StringComparer.Ordinal);
        var extended = new AssignmentForm(
            names,
            [.. order.Select(o => o < Names.Length ? _places[o] : -1)],
            [.. order.Select(o => o < Names.Length ? _shared[o] : added[o - Names.Length].Value)]);
        Volatile.Write(ref _extended, [.. known, (others, extended)]);
        return extended;
    }

    /// <summary>This form without a name.</summary>
    /// <param name="index">The place of the name.</param>
    /// <param name="own">The values of an assignment; its other ones afterwards.</param>
    public AssignmentForm Without(int index, ref HyperparameterValue[] own)
    {
        int place = _places[index];
        if (place >= 0)
            own = [.. own[..place], .. own[(place + 1)..]];
        return _without[index] ??= new AssignmentForm(
            Left(Names, index), Left([.. _places.Select(p => place >= 0 && p > place ? p - 1 : p)], index),
            Left(_shared, index));
    }

    /// <summary>The form of assignments that have values of their own for some of the names, in their order.</summary>
    /// <param name="kept">Which of the names.</param>
    public AssignmentForm Only(ReadOnlySpan<bool> kept)
    {
        // Mostly ones that were asked for before.
        foreach (AssignmentForm known in Volatile.Read(ref _only))
        {
            if (Has(known.Names, kept))
                return known;
        }

        List<string> names = new(Names.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i])
                names.Add(Names[i]);
        }

        var only = Of(names);
        Volatile.Write(ref _only, [.. Volatile.Read(ref _only), only]);
        return only;
    }

    /// <summary>Where another form has the names of this one; negative where it has not.</summary>
    public ReadOnlySpan<int> IndexesIn(AssignmentForm other)
    {
        Correspondence? known = Volatile.Read(ref _indexes);
        if (known?.Other != other)
            Volatile.Write(ref _indexes, known = new Correspondence(other, Array.ConvertAll(Names, other.IndexOf)));
        return known.Indexes;
    }

    private bool Has(string[] names, ReadOnlySpan<bool> kept)
    {
        int place = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] && (place == names.Length || !ReferenceEquals(names[place++], Names[i])))
                return false;
        }

        return place == names.Length;
    }

    private static T[] Left<T>(T[] items, int index) => [.. items[..index], .. items[(index + 1)..]];

    private sealed record Correspondence(AssignmentForm Other, int[] Indexes);
}
