using System.Text;

namespace Sweeper.Experiments.Syntax;

/// <summary>Names what was found in a file, short and safe to print on a terminal.</summary>
public static class DescribedNode
{
    private const int LongestText = 60;

    /// <summary>Completes "… is": <c>-0.1</c>, <c>'fast'</c>, <c>"0.1" in quotes</c>, <c>a list</c>, <c>empty</c>.</summary>
    public static string Found(SyntaxNode node) => node switch
    {
        SequenceNode => "a list",
        MappingNode => "a map",
        ScalarNode { Kind: ScalarKind.Null, Text: "" } => "empty",
        ScalarNode { IsQuoted: true } quoted when CoreSchema.KindOf(quoted.Text) != ScalarKind.Text =>
            $"\"{Printable(quoted.Text)}\" in quotes",
        ScalarNode { Kind: ScalarKind.Text } text => $"'{Printable(text.Text)}'",
        ScalarNode scalar => Printable(scalar.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>The text with control characters shown as escapes, cut when it is long.</summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (printable.Length >= LongestText)
                return printable.Append('…').ToString();
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format)
                printable.Append(ErrorCollector.Text($"\\u{rune.Value:X4}"));
            else
                printable.Append(rune);
        }

        return printable.ToString();
    }
}
