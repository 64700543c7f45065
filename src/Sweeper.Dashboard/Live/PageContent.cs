using System.Text.RegularExpressions;

namespace Sweeper.Dashboard.Live;

/// <summary>
/// What a page shows, in parts that change by themselves: its sections, its header, and the data of its script. No text of a
/// user can be taken for the end of a part, as none has a <c>&lt;</c> of its own in it.
/// </summary>
/// <param name="Title">The title of the page.</param>
/// <param name="Layout">What is around the parts, with a slot for each.</param>
/// <param name="Parts">The parts by their names.</param>
internal sealed partial record PageContent(string Title, string Layout, IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>Before the name of a part that is a trial for the script of the page, as JSON, and has no place in it.</summary>
    public const char RowMark = '~';

    /// <summary>The whole content. Trials that changed since their script's data was made are a block of their own.</summary>
    public string Compose()
    {
        string html = Slots().Replace(Layout, slot => Parts.GetValueOrDefault(slot.Groups[1].Value, ""));
        string[] rows = [.. Parts.Where(p => p.Key[0] == RowMark).Select(p => p.Value)];
        return rows.Length == 0
            ? html
            : $"{html}<script type=\"application/json\" id=\"changed\">[{string.Join(',', rows)}]</script>";
    }

    /// <summary>The number of characters of its parts.</summary>
    public int Length => Parts.Values.Sum(p => p.Length);

    /// <summary>Takes the content of a page apart.</summary>
    public static PageContent Of(string title, string html)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        string layout = PartsOf().Replace(html, match =>
        {
            string name = match.Groups["name"].Success ? match.Groups["name"].Value : "header";
            parts[name] = match.Value;
            return Slot(name);
        });
        return new PageContent(title, layout, parts);
    }

    /// <summary>The content of a report as a page that is renewed, taken apart.</summary>
    /// <param name="title">The title of the page.</param>
    /// <param name="report">The report's document.</param>
    /// <param name="first">What comes before its sections.</param>
    public static PageContent OfReport(string title, string report, string first)
    {
        const string Begin = "<main>", End = "</main>", Overview = "<div class=\"overview\">";
        int begin = report.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = report.LastIndexOf(End, StringComparison.Ordinal);

        // The data of the script stands behind what is shown, and is some megabytes: it is copied once.
        PageContent content = Of(title, report[begin..end]);
        Dictionary<string, string> parts = new(content.Parts, StringComparer.Ordinal);
        string layout = content.Layout;
        for (Match block = Blocks().Match(report, end); block.Success; block = block.NextMatch())
        {
            parts[block.Groups["name"].Value] = block.Value;
            layout += Slot(block.Groups["name"].Value);
        }

        content = content with { Layout = layout, Parts = parts };

        // What went wrong is to be seen first.
        if (content.Parts.GetValueOrDefault("failures")?.Contains("class=\"sentence failed\"", StringComparison.Ordinal) == true)
        {
            layout = layout.Replace(Slot("failures"), "", StringComparison.Ordinal);
            first += Slot("failures");
        }

        int place = layout.IndexOf(Overview, StringComparison.Ordinal);
        return content with { Layout = layout.Insert(Math.Max(0, place), first) };
    }

    /// <summary>The place of a part in a layout.</summary>
    public static string Slot(string name) => $"<template data-part=\"{name}\"></template>";

    /// <summary>The same with further parts, and with newer ones in the place of its own.</summary>
    public PageContent With(IReadOnlyDictionary<string, string> parts)
    {
        var all = new Dictionary<string, string>(Parts, StringComparer.Ordinal);
        foreach ((string name, string html) in parts)
            all[name] = html;
        return this with { Parts = all };
    }

    [GeneratedRegex("<template data-part=\"([a-z0-9-]+)\"></template>")]
    private static partial Regex Slots();

    [GeneratedRegex("<section id=\"(?<name>[a-z0-9-]+)\"(?s:.*?)</section>|<header>(?s:.*?)</header>|<script "
        + "type=\"application/json\" id=\"(?<name>[a-z0-9-]+)\">(?s:.*?)</script>")]
    private static partial Regex PartsOf();

    [GeneratedRegex("<script type=\"application/json\" id=\"(?<name>[a-z0-9-]+)\">(?s:.*?)</script>")]
    private static partial Regex Blocks();
}
