namespace Sweeper.Sweeps.Naming;

/// <summary>Finds the name that someone who wrote another one most likely meant.</summary>
public static class NearestName
{
    /// <summary>The nearest of <paramref name="names"/>, or null when none is near.</summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        string word = written.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        var candidates = names.ToList();
        if (candidates.Where(n => Abbreviates(word, n)).MinBy(n => n.Length) is string whole)
            return whole;

        int limit = Math.Max(1, word.Length / 3);
        (string Name, int Distance)? nearest = null;
        foreach (string name in candidates.Where(n => Math.Abs(n.Length - word.Length) <= limit))
        {
            int distance = Distance(word, name);
            if (distance <= limit && (nearest is null || distance < nearest.Value.Distance))
                nearest = (name, distance);
        }

        return nearest?.Name;
    }

    /// <summary>
    /// <c>; did you mean 'x'?</c>, or when nothing is near, what there is to choose from, called <paramref name="what"/>.
    /// </summary>
    public static string Hint(string written, IReadOnlyCollection<string> names, string what)
    {
        if (To(written, names) is string nearest)
            return $"; did you mean '{nearest}'?";
        return names.Count == 1 ? $"; the only {what} is {names.Single()}" : $"; the {what}s are {string.Join(", ", names)}";
    }

    /// <summary>
    /// The fewest insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, no part
    /// edited twice (optimal string alignment).
    /// </summary>
    public static int Distance(string from, string to)
    {
        int[] twoBack = new int[to.Length + 1];
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        int[] current = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substitution = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, 1 + Math.Min(previous[j], current[j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    current[j] = Math.Min(current[j], twoBack[j - 2] + 1);
            }

            (twoBack, previous, current) = (previous, current, twoBack);
        }

        return previous[to.Length];
    }

    // lr for learning_rate, val_acc for validation_accuracy.
    private static bool Abbreviates(string word, string name)
    {
        if (word.Length < 2 || word.Length >= name.Length || word[0] != name[0])
            return false;
        int matched = 0;
        foreach (char letter in name)
        {
            if (matched < word.Length && letter == word[matched])
                matched++;
        }

        return matched == word.Length;
    }
}
