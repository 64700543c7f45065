namespace Sweeper.Reporting.Formatting;

/// <summary>A metric's name taken apart: <c>validation_loss</c> is the loss on the subset validation.</summary>
/// <param name="Full">The name as it was reported.</param>
/// <param name="Subset"><c>train</c>, <c>validation</c> or <c>test</c>; null for any other name.</param>
/// <param name="Quantity">The name without its subset.</param>
public readonly record struct MetricName(string Full, string? Subset, string Quantity)
{
    private static readonly string[] Subsets = ["train", "validation", "test"];

    // As they are written everywhere, whatever programs call them.
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["rmse"] = "RMSE", ["mse"] = "MSE", ["mae"] = "MAE", ["r2"] = "R²", ["auc"] = "AUC", ["f1"] = "F1",
    };

    /// <summary>The name in words.</summary>
    public string Words => InWords(Full);

    /// <summary>The name in words with a capital letter, for titles.</summary>
    public string Title => Capital(Words);

    /// <summary>The quantity in words with a capital letter.</summary>
    public string QuantityTitle => Capital(InWords(Quantity));

    /// <summary>A text with a capital letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Takes a name apart.</summary>
    public static MetricName Parse(string name)
    {
        foreach (string subset in Subsets)
        {
            if (name.Length > subset.Length + 1 && name.StartsWith(subset, StringComparison.Ordinal)
                && name[subset.Length] == '_')
                return new MetricName(name, subset, name[(subset.Length + 1)..]);
        }

        return new MetricName(name, null, name);
    }

    private static string InWords(string name) =>
        string.Join(' ', name.Split('_').Select(w => Abbreviations.GetValueOrDefault(w, w)));
}
