using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// Darknet: <c>step: loss, average avg loss, rate rate, …</c>; its lines of regions come before their step and are passed over.
/// </summary>
[Example(" 2400: 2.657342, 2.331566 avg loss, 0.000010 rate, 4.455893 seconds, 153792 images",
    "loss@2400=2.657342;avg loss@2400=2.331566")]
[Example("Region 16 Avg IOU: 0.756506, Class: 0.923809, Obj: 0.620680, No Obj: 0.009392, .5R: 0.909091,  count: 22", "")]
internal sealed partial class DarknetForm : IOutputForm
{
    public bool Read(string line, OutputContext context)
    {
        if (line.StartsWith("Region ", StringComparison.Ordinal) || line.StartsWith("v3 (", StringComparison.Ordinal))
            return line.Contains("IOU", StringComparison.Ordinal);
        if (!line.Contains(" avg", StringComparison.Ordinal) || Iteration().Match(line) is not { Success: true } match)
            return false;

        long step = long.Parse(match.Groups["step"].ValueSpan, CultureInfo.InvariantCulture);
        context.MoveTo(step);
        if (NumberText.TryParse(match.Groups["loss"].ValueSpan, out double loss)
            && NumberText.TryParse(match.Groups["avg"].ValueSpan, out double average))
        {
            context.Report("loss", loss, step);
            context.Report("avg loss", average, step);
        }

        return true;
    }

    [GeneratedRegex(@"^\s*(?<step>\d{1,15}): (?<loss>[^ ,]+), (?<avg>[^ ,]+) avg(?: loss)?,")]
    private static partial Regex Iteration();
}

/// <summary>Vowpal Wabbit's progress table: the step is the counter of examples, in the third column.</summary>
[Example("average  since         example        example        current        current  current\n"
    + "loss     last          counter         weight          label        predict features\n"
    + "0.500037 0.000074            2            2.0         0.0000         0.0086      608",
    "average loss@2=0.500037;since last@2=7.4e-05")]
internal sealed class VowpalWabbitForm : IOutputForm
{
    private bool _inTable;

    public bool Read(string line, OutputContext context)
    {
        if (line.StartsWith("average  since", StringComparison.Ordinal))
            return _inTable = true;
        if (!_inTable || line.StartsWith("loss  ", StringComparison.Ordinal))
            return _inTable;

        string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _inTable = cells.Length >= 6 && long.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out long step)
            && Report(cells, step, context);
        return _inTable;
    }

    private static bool Report(string[] cells, long step, OutputContext context)
    {
        context.MoveTo(step);
        if (NumberText.TryParse(cells[0], out double average))
            context.Report("average loss", average, step);
        if (NumberText.TryParse(cells[1], out double last))
            context.Report("since last", last, step);
        return true;
    }
}

/// <summary>
/// NNI's protocol: <c>NNISDK_MEb'…'</c> around an object whose <c>value</c> is a number or an object, as JSON in a text.
/// </summary>
[Example("""NNISDK_MEb'{"parameter_id": 0, "type": "PERIODICAL", "sequence": 2, "value": "0.93"}'""", "default@2=0.93")]
[Example(
    """NNISDK_MEb'{"parameter_id": 0, "type": "PERIODICAL", "sequence": 0, "value": "{\"default\": 0.5, \"loss\": 1.5}"}'""",
    "default@0=0.5;loss@0=1.5")]
[Example("""NNISDK_MEb'{"parameter_id": 0, "type": "FINAL", "sequence": 0, "value": "0.95"}'""", "final/default@?=0.95")]
internal sealed class NniForm : IOutputForm
{
    private const string Start = "NNISDK_MEb'";

    public bool Read(string line, OutputContext context)
    {
        int start = line.IndexOf(Start, StringComparison.Ordinal);
        int end = line.LastIndexOf('\'');
        if (start < 0 || end < start + Start.Length)
            return false;

        // Python prints bytes: a backslash of the JSON may stand twice.
        string text = line[(start + Start.Length)..end].Replace(@"\\", @"\", StringComparison.Ordinal);
        if (LiteralText.TryReadObject(text) is not { } report)
            return true;

        long? sequence = ObjectForm.Step(report.GetValueOrDefault("sequence"));
        bool isFinal = report.GetValueOrDefault("type") is "FINAL";
        object? value = report.GetValueOrDefault("value") is string inner ? LiteralText.TryReadValue(inner)
            : report.GetValueOrDefault("value");
        Dictionary<string, object?> values = value as Dictionary<string, object?> ?? new() { ["default"] = value };
        foreach ((string name, double number) in LiteralText.Numbers(values))
            context.Report(isFinal ? $"final/{name}" : name, number, isFinal ? null : sequence);
        return true;
    }
}

/// <summary>The line by which a target algorithm answers SMAC and ParamILS: status, time, length, quality, seed.</summary>
[Example("Result for SMAC: SUCCESS, 1.5, 0, 0.0823, 42", "quality@?=0.0823")]
[Example("Result of this algorithm run: SAT, 1.5, 3, 12, 42", "quality@?=12")]
internal sealed class SmacForm : IOutputForm
{
    public bool Read(string line, OutputContext context)
    {
        string[] fields = line.StartsWith("Result ", StringComparison.Ordinal) ? line.Split(',') : [];
        if (fields.Length < 5 || !fields[0].Contains(": ", StringComparison.Ordinal))
            return false;

        if (NumberText.TryParse(fields[3], out double quality))
            context.Report("quality", quality, null);
        return true;
    }
}

/// <summary>COCO's evaluation: twelve lines of average precision and recall, told apart by what stands in brackets.</summary>
[Example(" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.310",
    "Average Precision (AP) @[ IoU=0.50:0.95 | area=all | maxDets=100 ]@?=0.31")]
internal sealed partial class CocoForm : IOutputForm
{
    public bool Read(string line, OutputContext context)
    {
        int end = line.LastIndexOf("] = ", StringComparison.Ordinal);
        if (end < 0 || !line.AsSpan().TrimStart().StartsWith("Average ")
            || !NumberText.TryParse(line.AsSpan(end + 4), out double value))
            return false;

        context.ReportHere(Padding().Replace(line[..(end + 1)].Trim(), m => m.ValueSpan[0] == '=' ? "=" : " "), value);
        return true;
    }

    [GeneratedRegex(@"= +| {2,}")]
    private static partial Regex Padding();
}
