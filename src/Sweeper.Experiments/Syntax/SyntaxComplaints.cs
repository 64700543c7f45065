namespace Sweeper.Experiments.Syntax;

/// <summary>Says what the YAML parser complains about in the words of the one who wrote the file.</summary>
internal static class SyntaxComplaints
{
    private static readonly (string Fragment, string Words)[] Known =
    [
        ("found invalid mapping", "a second ': ' in one value; put the value in quotes"),
        ("found unexpected end of stream", "the quote opened here is never closed"),
        ("quoted scalar, found wrong indentation", "the quote opened here is not closed, or a line inside it is not indented"),
        ("invalid Unicode surrogates", "an escape that is half a character; write the character itself"),
        ("incompatible YAML document", "a %YAML line that names another version than 1.1 or 1.2; leave the line out"),
        ("unknown escape character", "an escape that YAML does not know; write \\\\ for a backslash, or use single quotes"),
        ("cannot start any token", "a value cannot begin with this character; put it in quotes"),
        ("did not find expected key", "a key and its ':' are expected here; is the line indented like the keys beside it?"),
        ("did not find expected '-' indicator", "a list item is expected here; is the line indented like the items beside it?"),
        ("Mapping values are not allowed", "a map cannot begin here; is the line indented like the keys beside it?"),
        ("could not find expected ':'", "this line needs a ':' after its key"),
        ("Did not find expected <document",
            "this line does not belong to the map above it; is it indented right, and has it a ': '?"),
    ];

    /// <summary>Whether it is of an escape in double quotes, which says all, whatever is open around the quotes.</summary>
    public static bool IsOfEscape(string complaint) =>
        complaint.Contains("unknown escape", StringComparison.OrdinalIgnoreCase)
        || complaint.Contains("invalid Unicode surrogates", StringComparison.OrdinalIgnoreCase);

    public static string InWords(string complaint)
    {
        foreach ((string fragment, string words) in Known)
        {
            if (complaint.Contains(fragment, StringComparison.OrdinalIgnoreCase))
                return words;
        }

        string sentence = complaint.TrimEnd('.');
        string detail = sentence.Length == 0 ? "" : $": {char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
        return $"the YAML is not well-formed here{detail}";
    }
}
