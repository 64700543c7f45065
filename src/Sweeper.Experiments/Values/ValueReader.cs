using System.Text.RegularExpressions;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Experiments.Values;

/// <summary>Reads single values. Each method returns null when the value is wrong, having recorded why.</summary>
public sealed partial class ValueReader(ErrorCollector errors)
{
    public ErrorCollector Errors { get; } = errors;

    /// <summary>Records that a value is not what it must be.</summary>
    public void Refuse(SyntaxNode node, string name, string allowed) =>
        Errors.Add(node, $"{name} is {DescribedNode.Found(node)}; it must be {allowed}");

    public string? Text(SyntaxNode node, string name)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text } scalar)
            return scalar.Text;
        bool quotable = node is ScalarNode { Kind: not ScalarKind.Null };
        Refuse(node, name, quotable ? "text: put it in quotes" : "text");
        return null;
    }

    public double? Number(SyntaxNode node, string name, NumberRange range)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar)
        {
            Refuse(node, name, $"a number {range.Text}");
            return null;
        }

        double number = CoreSchema.NumberOf(scalar.Text);
        if (range.Contains(number))
            return number;
        Refuse(node, name, double.IsFinite(number) ? range.Text : $"a finite number {range.Text}");
        return null;
    }

    /// <summary>
    /// A whole number, <c>3.0</c> included; <paramref name="alternative"/> is what else the message allows, such as <c>full</c>.
    /// </summary>
    public long? Integer(SyntaxNode node, string name, NumberRange range, string? alternative = null)
    {
        string or = alternative is null ? "" : $", or {alternative}";
        if (node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar)
        {
            double number = CoreSchema.NumberOf(scalar.Text);
            // Beyond 2⁵³ a double is the nearest of several whole numbers, and the one that was written may be out of range.
            if (number == Math.Floor(number) && range.Contains(number) && CoreSchema.IsExact(scalar.Text, number))
                return (long)number;
            if (number == Math.Floor(number) && double.IsFinite(number))
            {
                Refuse(node, name, range.Text + or);
                return null;
            }
        }

        Refuse(node, name, $"an integer {range.Text}{or}");
        return null;
    }

    /// <summary>
    /// A time such as <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>1h30m</c> or <c>1d12h</c>; above 0, at most 1,000 days.
    /// </summary>
    public TimeSpan? Duration(SyntaxNode node, string name)
    {
        if (node is ScalarNode scalar && DurationForm().Match(scalar.Text) is { Success: true } match)
        {
            double Part(int group, double seconds) =>
                match.Groups[group] is { Success: true } part ? CoreSchema.NumberOf(part.Value) * seconds : 0;
            double total = Part(1, 86_400) + Part(2, 3_600) + Part(3, 60) + Part(4, 1);
            if (total is > 0 and <= 86_400_000)
                return TimeSpan.FromSeconds(total);
        }

        Refuse(node, name, "a time such as 90s, 30m, 2h or 1h30m, at most 1000d");
        return null;
    }

    public bool? Boolean(SyntaxNode node, string name)
    {
        if (node is ScalarNode { Kind: ScalarKind.Boolean } scalar)
            return CoreSchema.BooleanOf(scalar.Text);
        Refuse(node, name, "true or false");
        return null;
    }

    /// <summary>One of a few names.</summary>
    public string? Choice(SyntaxNode node, string name, IReadOnlyList<string> choices)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text } scalar && choices.Contains(scalar.Text))
            return scalar.Text;
        string hint = node is ScalarNode written && NearestName.To(written.Text, choices) is string nearest
            ? $"; did you mean '{nearest}'?"
            : "";
        Refuse(node, name, OneOf(choices) + hint);
        return null;
    }

    /// <summary>Completes "it must be": <c>grid</c>, <c>end or each_epoch</c>, <c>one of sigmoid, tanh, relu</c>.</summary>
    public static string OneOf(IReadOnlyList<string> choices) => choices.Count switch
    {
        1 => choices[0],
        2 => $"{choices[0]} or {choices[1]}",
        _ => $"one of {string.Join(", ", choices)}",
    };

    [GeneratedRegex(@"^(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();
}
