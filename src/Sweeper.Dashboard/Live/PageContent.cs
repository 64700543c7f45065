using System.Text;
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
    /// <summary>The whole content.</summary>
    public string Compose() => Slots().Replace(Layout, slot => Parts.GetValueOrDefault(slot.Groups[1].Value, ""));

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
        int begin = report.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = report.LastIndexOf(
            End, StringComparison.Ordinal);
        var html = new StringBuilder(report[begin..end]);
        foreach (Match block in Blocks().Matches(report[end..]))
            html.Append(block.Value);
        PageContent content = Of(title, html.ToString());
        string layout = content.Layout;

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

    /// <summary>The same with further parts.</summary>
    public PageContent With(IReadOnlyDictionary<string, string> parts) => this with
    {
        Parts = Parts.Concat(parts).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.Last().Value, StringComparer.Ordinal),
    };

    [GeneratedRegex("<template data-part=\"([a-z0-9-]+)\"></template>")]
    private static partial Regex Slots();

    [GeneratedRegex("<section id=\"(?<name>[a-z0-9-]+)\"(?s:.*?)</section>|<header>(?s:.*?)</header>|<script type=\"application/json\" id=\"(?<name>[a-z0-9-]+)\">(?s:.*?)</script>")]
    private static partial Regex PartsOf();

    [GeneratedRegex("<script type=\"application/json\" id=\"[a-z0-9-]+\">(?s:.*?)</script>")]
    private static partial Regex Blocks();
}
