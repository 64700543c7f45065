using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments.Reading;

namespace Sweeper.Cli.Tests;

/// <summary>What the pages tell users to write works: experiments are valid, commands exist, links lead somewhere.</summary>
public sealed partial class DocumentationTests(
    ResultsGuideTests.Quickstart quickstart) : IClassFixture<ResultsGuideTests.Quickstart>
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    private static readonly string[] Paths =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "experiments/README.md",
            .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(p => Path.GetRelativePath(Root, p))];

    // Commands that only read, and need no model.
    private static readonly string[] Reading = ["list", "trials", "show", "compare", "query", "export"];

    public static TheoryData<string> Pages => [.. Paths.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Commands =>
        [.. Paths.SelectMany(p => CommandsOf(Text(p))).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Experiments_OfEveryPage_AreValid(string page)
    {
        foreach (string experiment in Blocks(Text(page), "yaml"))
        {
            ExperimentLoadResult loaded = TrialKinds.Loader.Load(experiment, page);
            Assert.True(loaded.Errors.IsEmpty, string.Join('\n', loaded.Errors.Select(e => e.ToString()).Append(experiment)));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Commands_OfEveryPage_ArePossible(string command)
    {
        string[] arguments = [.. CommandLineParser.SplitCommandLine(command).Skip(1)];
        var context = new CommandContext(
            PlainConsole.Create(TextWriter.Null), PlainConsole.Create(TextWriter.Null), TimeProvider.System);

        ParseResult parsed = SweeperCommandLine.CreateRoot(context, new Option<bool>("--verbose") { Recursive = true })
            .Parse(arguments);

        Assert.Empty(parsed.Errors);
        if (Reading.Contains(arguments[0]) && !arguments.Any(
            a => a.Contains("mnist", StringComparison.Ordinal) || a.Contains("first", StringComparison.Ordinal)))
        {
            string output = Path.Combine(quickstart.Root, Path.GetRandomFileName().Replace('.', '-'));

            // The ending says the format.
            string[] inPlace =
            [
                .. arguments.Select(
                    (a, i) => i > 0 && arguments[i - 1] is ("--output" or "--to") ? output + Path.GetExtension(a) : a),
            ];
            CommandRun run = CommandRun.Of([.. inPlace, "--results", quickstart.Results]);
            Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfEveryPage_LeadToPagesAndHeadings(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(Text(page)))
        {
            string[] parts = link.Groups[1].Value.Split('#');
            if (parts[0].Contains("://", StringComparison.Ordinal))
                continue;
            string target = parts[0].Length == 0 ? Path.Combine(Root, page) : Path.Combine(folder, parts[0]);
            Assert.True(File.Exists(target), $"{page} links to {parts[0]}, which is not there.");
            if (parts.Length > 1)
                Assert.Contains(parts[1], Anchors(File.ReadAllText(target)));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Contents_OfEveryPageOfDocs_ListItsHeadings(string page)
    {
        if (!page.StartsWith("docs", StringComparison.Ordinal))
            return;
        string text = Text(page);
        string beforeFirst = text[..text.IndexOf("\n## ", StringComparison.Ordinal)];

        Assert.Equal(
            Heading().Matches(text).Select(h => h.Groups[1].Value),
            Listed().Matches(beforeFirst).Select(l => l.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Lines_OfEveryPage_EndBeforeColumn130(string page) =>
        Assert.DoesNotContain(Text(page).Split('\n'), line => line.Length >= 130);

    private static string Text(string page) => File.ReadAllText(Path.Combine(Root, page));

    private static IEnumerable<string> Blocks(string text, string language) =>
        Regex.Matches(text, $@"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value);

    private static IEnumerable<string> CommandsOf(string text) => Blocks(text, "sh")
        .SelectMany(b => b.Split('\n'))
        .Where(l => l.StartsWith("sweeper ", StringComparison.Ordinal))
        .Select(l => Comment().Replace(l, "").Trim());

    private static IEnumerable<string> Anchors(string text) => AnyHeading().Matches(text)
        .Select(h => NotInAnchors().Replace(h.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"^- \[(.+)\]\(#", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"\s#\s.*$")]
    private static partial Regex Comment();
}
