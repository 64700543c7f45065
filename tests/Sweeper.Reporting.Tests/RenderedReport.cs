using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Sweeper.Reporting.Tests;

/// <summary>Renders reports and reads them back as a browser would.</summary>
internal static class RenderedReport
{
    public static Task<string> TextAsync(FakeSweepReader reader) => new SweepReport(reader).RenderAsync(reader.Sweep);

    public static async Task<IDocument> ParseAsync(FakeSweepReader reader) =>
        new HtmlParser().ParseDocument(await TextAsync(reader));

    /// <summary>The text of an element as it is read, with single spaces.</summary>
    public static string Read(this IElement element) =>
        string.Join(' ', element.TextContent.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
