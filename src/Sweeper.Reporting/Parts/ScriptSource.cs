using System.Text;
using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Styles;

namespace Sweeper.Reporting.Parts;

/// <summary>The report's script, put together from its modules: a constant, not escaped.</summary>
internal static class ScriptSource
{
    // Those that are used before those that use them.
    private static readonly string[] Modules =
    [
        "format.js", "dom.js", "sorting.js", "model.js", "where.js", "axis.js", "links.js", "line-chart.js", "class-details.js",
            "trial-pictures.js", "details.js", "leaderboard.js", "filters.js",
        "curves.js", "curve-controls.js", "heatmap.js", "heatmap-controls.js", "parallel.js",
        "network.js", "preparation.js", "drawing.js", "weights.js", "start.js",
    ];

    private static readonly string Body = Assemble();

    private static readonly string Text = $"(() => {{\n{Body}}})();\n";

    private static readonly string Source = EmbeddedText.SourceOf(Text);

    /// <summary>The script, to be put into a script element without any space around it.</summary>
    public static MarkupString Markup => new(Text);

    /// <summary>
    /// The same as a function <c>startReport</c>, for a page that starts again whenever its sections are renewed; it returns how
    /// to end what it started, and how to take on trials that changed.
    /// </summary>
    public static string Restartable { get; } = $"const startReport = () => {{\n{Body}{EmbeddedText.Read("renewal.js")}}};\n";

    /// <summary>
    /// The content security policy of a report: nothing may be loaded, and no script runs and no style applies but its own.
    /// Pictures are only those that the page holds itself, where there are any.
    /// </summary>
    /// <param name="embedsPictures">Whether there are colour images.</param>
    public static string Policy(bool embedsPictures) =>
        $"default-src 'none'; script-src {Source}; style-src {StyleSheet.Source}; "
        + $"{(embedsPictures ? "img-src data:; " : "")}base-uri 'none'; form-action 'none'";

    private static string Assemble()
    {
        var text = new StringBuilder("'use strict';\n").Append(PlotSizes.Script);
        foreach (string module in Modules)
            text.Append(EmbeddedText.Read(module)).Append('\n');
        return text.ToString();
    }
}
