using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Sweeper.Dashboard.Shown;

/// <summary>A question that a database answers.</summary>
/// <param name="Title">The question.</param>
/// <param name="Sql">The query that answers it.</param>
public sealed record Question(string Title, string Sql);

/// <summary>The questions of the guide to results folders, where queries start.</summary>
internal static partial class Questions
{
    public static ImmutableArray<Question> All { get; } = Read();

    private static ImmutableArray<Question> Read()
    {
        using Stream stream = typeof(Questions).Assembly.GetManifestResourceStream("questions.md")!;
        using var reader = new StreamReader(stream);
        return [.. Blocks().Matches(reader.ReadToEnd().ReplaceLineEndings("\n")).Select(
            m => new Question(m.Groups[1].Value, m.Groups[2].Value))];
    }

    [GeneratedRegex(@"^### \d+\. (.+)$(?:(?!^### )[\s\S])*?^```sql\n([\s\S]*?)\n```$", RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
