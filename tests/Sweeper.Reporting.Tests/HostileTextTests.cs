using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests;

public sealed class HostileTextTests
{
    public static TheoryData<string> Texts => new(
        "</script><script>alert(1)</script>",
        "</style></title></svg></pre><img src=x onerror=alert(1)>",
        "<!-- ",
        "--><b onmouseover=alert(1)>",
        "\" onload=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "javascript:alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "&lt;script&gt;&#60;script&#62;",
        "]]><![CDATA[<script>",
        "{{7*7}}@(7*7)`${7*7}`",
        "\u202Egnp.exe\u0000\u0007\u001b[31m",
        "\ud800 lone surrogate");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Render_HostileTextInEveryField_AddsNoElementOrAttribute(string text)
    {
        IDocument page = await RenderedReport.ParseAsync(Sweep(text));
        IDocument harmless = await RenderedReport.ParseAsync(Sweep("word"));

        Assert.Equal(Shape(harmless), Shape(page));
        Assert.Empty(page.QuerySelectorAll("img, a:not([href^='#']), [href]:not([href^='#']), [src]"));
        Assert.Equal(["data", ""], page.QuerySelectorAll("script").Select(s => s.Id));
        Assert.DoesNotContain(
            page.QuerySelectorAll("*").SelectMany(e => e.Attributes),
            a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Render_HostileText_IsShownAsItIs()
    {
        const string Text = "</code></pre><script>\"'&amp;";

        IDocument page = await RenderedReport.ParseAsync(Sweep(Text));

        Assert.Equal(Text, page.QuerySelector("#experiment pre code")!.TextContent);
        Assert.Equal(Text, page.QuerySelector("header .description")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("#provenance dt"), e => e.TextContent == Text);
    }

    // Names of elements with the names of their attributes; comments would show as missing elements.
    private static string Shape(IDocument page)
    {
        var shape = new StringBuilder();
        foreach (IElement element in page.QuerySelectorAll("*"))
            shape.Append(element.LocalName).Append('[').AppendJoin(',', element.Attributes.Select(a => a.Name)).Append(']')
                .AppendLine();
        return shape.ToString();
    }

    /// <summary>A sweep with a text in every field that can have one.</summary>
    internal static FakeSweepReader Sweep(string text)
    {
        SearchSpace space = new()
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = text + "a", Values = [text + 1, text + 2] },
                new Hyperparameter
                {
                    Name = text + "b",
                    Values = [text + 1, new ListValue([text]),
                        new MapValue([KeyValuePair.Create(text, (HyperparameterValue)text)])],
                },
                new Hyperparameter { Name = text + "c", Values = [text] },
            ],
        };
        int number = 0;
        var trials = from a in space.Hyperparameters[0].Values
                     from b in space.Hyperparameters[1].Values
                     let values = new HyperparameterValues([
                         KeyValuePair.Create(text + "a", a),
                         KeyValuePair.Create(text + "b", b),
                         KeyValuePair.Create(text + "c", space.Hyperparameters[2].Values[0]),
                     ])
                     select Trial(++number, values, text);
        return Hostile(SampleSweep.Of(space, trials, s => Change(s, text), Confusion(text)), text);
    }

    private static SampleTrial Trial(int number, HyperparameterValues values, string text)
    {
        if (number == 1)
            return SampleTrial.Ended(number, values, TrialState.Failed, text, []);
        EpochMetrics[] epochs =
        [
            .. Enumerable.Range(1, 3).Select(e => SampleCurves.Of(e, ("validation_" + text, e), ("train_" + text, e + 1),
                (text, e))),
        ];
        SampleTrial scored = SampleTrial.Scored(number, values, number, "validation_" + text);
        return new SampleTrial(scored.Record with { Reason = text, BestEpoch = 2, LastEpoch = 3,
            BestMetrics = epochs[1].Metrics }, [.. epochs]);
    }

    private static SweepRecord Change(SweepRecord sweep, string text) => sweep with
    {
        Reference = new SweepReference(text, 2),
        Description = text,
        State = SweepState.Interrupted,
        Reason = text,
        Objective = new Objective("validation_" + text, Goal.Maximize),
        EarlyStopping = sweep.EarlyStopping! with { Monitor = "test_" + text },
        ExperimentFile = text,
        ExperimentText = text,
        Facts = [KeyValuePair.Create(text, text)],
    };

    private static byte[] Confusion(string text) => new ConfusionMatrix
    {
        Classes = [text, text + "2"],
        Counts = [[3, 1], [2, 4]],
        Subset = text,
    }.ToAttachment().Content.ToArray();

    private static FakeSweepReader Hostile(FakeSweepReader reader, string text) => new()
    {
        Sweep = reader.Sweep,
        Trials = reader.Trials,
        Epochs = reader.Epochs,
        Confusion = reader.Confusion,
        Environments = ImmutableArray.Create(SampleSweep.Environment with
        {
            Version = text, GitCommit = text, OperatingSystem = text, Processor = text, Runtime = text,
        }),
    };
}
