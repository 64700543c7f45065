using System.Text.RegularExpressions;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// Tables of columns under a head that begins with the step: fastai, scikit-learn's boosting, YOLO, spaCy, skorch, Chainer.
/// YOLO's second table, under <c>Class</c>, has the values of all classes in its row <c>all</c>.
/// </summary>
[Example("epoch     train_loss  valid_loss  time\n0         4.452324    4.517938    1:12:10\n"
    + "1         4.35        4.47        1:12:08",
    "train_loss@0=4.452324;valid_loss@0=4.517938;train_loss@1=4.35;valid_loss@1=4.47")]
[Example("      Iter       Train Loss   Remaining Time \n         1           1.2613           11.21s\n"
    + "       200           0.0835            1.93s",
    "Train Loss@1=1.2613;Train Loss@200=0.0835")]
[Example("      Epoch    GPU_mem   box_loss  Instances       Size\n"
    + "        0/2      3.74G    0.04618        232        640: 100% 8/8 [00:07<00:00,  1.10it/s]\n"
    + "                 Class     Images          P   mAP50-95: 100% 4/4 [00:01<00:00,  2.28it/s]\n"
    + "                   all        128      0.672      0.451\n"
    + "         traffic light        128      0.557      0.214", "box_loss@0=0.04618;P@0=0.672;mAP50-95@0=0.451")]
[Example("epoch,train_loss,val_loss\n1,0.5,\n2,0.4,0.45", "train_loss@1=0.5;train_loss@2=0.4;val_loss@2=0.45")]
[Example("E    #       LOSS TOK2VEC  ENTS_F  SCORE \n---  ------  ------------  ------  ------\n"
    + "  0     200          0.10   35.00    0.35", "LOSS TOK2VEC@200=0.1;ENTS_F@200=35;SCORE@200=0.35")]
internal sealed partial class ColumnTableForm : IOutputForm
{
    // spaCy and MATLAB print an epoch beside it.
    private static readonly string[] Keys = ["#", "Iteration"];

    private string[] _columns = [];
    private bool _hasCommas;

    public bool Read(string line, OutputContext context)
    {
        string text = line.Trim();
        if (text.Length == 0 || text.Contains('=', StringComparison.Ordinal))
            return false;

        if (char.IsLetter(text[0]) && IsHead(text, out string[] columns))
        {
            _columns = columns;
            _hasCommas = text.Contains(',', StringComparison.Ordinal);
            return true;
        }

        if (_columns.Length == 0)
            return false;

        string[] cells = _hasCommas ? [.. text.Split(',').Select(c => c.Trim() is { Length: > 0 } cell ? cell : "-")]
            : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length != _columns.Length)
            return false;
        if (_columns[0] == "Class")
            return ReadAll(cells, context);
        return char.IsAsciiDigit(cells[0][0]) && Report(_columns, cells, context);
    }

    /// <summary>Reports the cells of a row that has a step. False when it has none.</summary>
    public static bool Report(IReadOnlyList<string> columns, string[] cells, OutputContext context)
    {
        string key = Keys.FirstOrDefault(columns.Contains) ?? MetricWords.StepKey(columns) ?? columns[0];
        int keyAt = Enumerable.Range(0, columns.Count).First(i => columns[i] == key);
        string said = cells[keyAt].Split('/')[0];
        if (!long.TryParse(said, out long step) || cells.Count(c => char.IsAsciiDigit(c[^1])) * 2 < cells.Length)
            return false;

        context.MoveTo(step);
        for (int i = 0; i < cells.Length; i++)
        {
            bool isPercent = cells[i].EndsWith('%');
            bool isMetric = i != keyAt && !MetricWords.IsStep(columns[i]) && !MetricWords.IsUnwanted(columns[i]);
            if (isMetric && NumberText.TryParse(cells[i].AsSpan().TrimEnd('%'), out double value))
                context.Report(columns[i] + (isPercent ? " %" : ""), isPercent ? NumberText.OfPercent(value) : value, step);
        }

        return true;
    }

    private bool ReadAll(string[] cells, OutputContext context)
    {
        for (int i = 1; i < cells.Length && cells[0] == "all"; i++)
        {
            if (!MetricWords.IsUnwanted(_columns[i]) && NumberText.TryParse(cells[i], out double value))
                context.ReportHere(_columns[i], value);
        }

        return true;
    }

    private static bool IsHead(string text, out string[] columns)
    {
        columns = [];
        int end = text.AsSpan().IndexOfAny(' ', '\t', ',');
        if (end < 0 || text.AsSpan(end).Trim(" \t,") is not [var next, ..] || char.IsAsciiDigit(next)
            || !(MetricWords.IsStep(text[..end]) || text[..end] == "Class"))
            return false;

        string[] wide = Gap().Split(text);
        columns = text[end] == ',' ? text.Split(',', StringSplitOptions.TrimEntries)
            : wide.Length == 1 || wide[0] == "Class" ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : wide;
        // "Box(P   R   mAP50   mAP50-95)"
        columns = [.. columns.Select(c => c[(c.LastIndexOf('(') + 1)..].TrimEnd(')'))];
        return columns.Length > 1
            && columns.All(c => c.Length > 0 && (char.IsLetter(c[0]) || c == "#") && !c.Contains(": ", StringComparison.Ordinal)
            && !char.IsAsciiDigit(c[c.LastIndexOf(' ') + 1]) && c.Length < 40);
    }

    [GeneratedRegex(@" {2,}|\t+ *")]
    private static partial Regex Gap();
}
