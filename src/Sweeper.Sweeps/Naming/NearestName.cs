using System.Collections.Frozen;

namespace Sweeper.Sweeps.Naming;

/// <summary>Finds the name that someone who wrote another one most likely meant.</summary>
public static class NearestName
{
    // More letters than this are no slip of the fingers.
    private const int MostEdits = 2;
    private const int FewestLetters = 3;

    // What the hyperparameters of a network are called elsewhere, where letters alone do not tell.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["l2"] = "weight_decay",
        ["optim"] = "optimizer",
        ["opt"] = "optimizer",
        ["init"] = "initializer",
        ["initialization"] = "initializer",
        ["act"] = "activation",
        ["activation_function"] = "activation",
        ["arch"] = "architecture",
        ["layers"] = "architecture",
        ["hidden_layers"] = "architecture",
        ["hidden_sizes"] = "architecture",
        ["hidden_size"] = "architecture",
        ["num_epochs"] = "epochs",
        ["n_epochs"] = "epochs",
        ["max_epochs"] = "epochs",
        ["lr_schedule"] = "schedule",
        ["lr_scheduler"] = "schedule",
        ["scheduler"] = "schedule",
        ["dropout_rate"] = "dropout",
        ["batchnorm"] = "batch_normalization",
        ["batch_norm"] = "batch_normalization",
        ["clip_norm"] = "gradient_clip",
        ["gradient_clipping"] = "gradient_clip",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The nearest of <paramref name="names"/>, or null when none is near enough to be sure.</summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        string word = Plain(written);
        // Elsewhere settings lie inside others: of model.optimizer.lr only the last part says what is meant.
        if (word.LastIndexOf('.') is var dot and >= 0)
            word = word[(dot + 1)..];
        List<string> candidates = [.. names];
        if (Aliases.TryGetValue(word, out string? alias) && candidates.Contains(alias))
            return alias;
        string? same = candidates.Find(n => Plain(n) == word);
        return same ?? candidates.Where(n => Abbreviates(word, Plain(n))).MinBy(n => n.Length) ?? FewestEdits(word, candidates);
    }

    private static string? FewestEdits(string word, List<string> names)
    {
        if (word.Length < FewestLetters)
            return null;
        int limit = Math.Clamp(word.Length / 4, 1, MostEdits);
        return names
            .Where(n => Math.Abs(n.Length - word.Length) <= limit)
            .Select(n => (Name: n, Edits: Distance(word, Plain(n))))
            .Where(n => n.Edits <= limit)
            .OrderBy(n => n.Edits)
            .Select(n => n.Name)
            .FirstOrDefault();
    }

    private static string Plain(string text) => text.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

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

    // lr for learning_rate, val_acc for validation_accuracy, quick for quickstart; but not label for label_smoothing.
    private static bool Abbreviates(string word, string name)
    {
        if (word.Length < 2 || word.Length >= name.Length)
            return false;
        string[] parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries), shortened = word.Split('_');
        if (parts.Length > 1 && word.AsSpan().SequenceEqual(string.Concat(parts.Select(p => p[0]))))
            return true;
        if (parts.Length > 1 && parts.Length == shortened.Length)
            return parts.Zip(shortened)
                .All(p => p.Second.Length >= FewestLetters && p.First.StartsWith(p.Second, StringComparison.Ordinal));
        return word.Length >= FewestLetters && (2 * word.Length) + 1 >= name.Length
            && name.StartsWith(word, StringComparison.Ordinal);
    }
}
