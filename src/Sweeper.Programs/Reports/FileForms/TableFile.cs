using CsvHelper;
using Sweeper.Programs.Reports.Notation;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A table whose first line names its columns, parted by commas, semicolons or tabs: Keras, Lightning, Ultralytics, timm,
/// fastai, CatBoost. An empty field is no value. Without a column for the step the rows are counted from 0.
/// </summary>
internal sealed class TableFile(FoundFile file) : LineFile
{
    private readonly CsvReaderOptions _options =
        new() { Separator = Delimiter(file.Head), HasHeader = false, AllowLineBreaksInQuotes = false, TrimWhitespace = true };

    private string[] _names = [];
    private int _stepAt = -1;
    private long _row;
    private bool _isOther;

    /// <summary>
    /// Whether a file is such a table. One that the user did not name needs the step or something measured among its columns.
    /// </summary>
    public static bool Is(FoundFile file)
    {
        string head = file.Head.Split('\n')[0];
        bool isTable = file.Extension is ".csv" or ".tsv";
        if (!(isTable || file.IsNamed || file.Extension is ".log" or ".txt") || head.Length == 0)
            return false;

        string[] names = [.. head.Split(Delimiter(head)).Select(n => n.Trim(' ', '"', '\r'))];
        bool hasStep = MetricWords.StepKey(names) is not null;
        return names.Any(n => n.Length > 0 && !NumberText.TryParse(n, out _))
            && (names.Length > 1 || isTable)
            && (isTable ? file.IsNamed || hasStep || names.Any(MetricWords.IsMeasure)
                : names.Length > 1 && hasStep && names.All(n => n.Length > 0 && !n.Contains(' ', StringComparison.Ordinal)));
    }

    protected override void ReadLines(string lines, MetricFound found)
    {
        using CsvReader reader = CsvReader.FromText(lines, _options);
        while (!_isOther && reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())];
            if (_names.Length == 0)
                ReadNames(fields);
            else if (fields.Length == _names.Length)
                ReadRow(fields, found);
        }
    }

    private void ReadNames(string[] fields)
    {
        _names = fields;
        // pandas writes its index under no name.
        _stepAt = Array.IndexOf(_names, MetricWords.StepKey(_names) ?? "");
    }

    private void ReadRow(string[] fields, MetricFound found)
    {
        long? step = _stepAt < 0 ? _row : NumberText.TryParse(fields[_stepAt], out double said) ? ObjectForm.Step(said) : null;

        // Texts in the first row, and no step: records, not a history.
        _isOther = _row++ == 0 && !file.IsNamed && _stepAt < 0
            && fields.Any(f => f.Length > 0 && !NumberText.TryParse(f.TrimEnd('%'), out _));
        for (int i = 0; i < fields.Length && !_isOther; i++)
        {
            bool isPercent = fields[i].EndsWith('%');
            if (!IsMetric(i) || !NumberText.TryParse(fields[i].AsSpan().TrimEnd('%'), out double value))
                continue;

            string name = file.Qualified(isPercent ? $"{_names[i]} %" : _names[i]);
            found(name, isPercent ? NumberText.OfPercent(value) : value, step);
        }
    }

    private bool IsMetric(int column)
    {
        string name = _names[column];
        return column != _stepAt && name.Length > 0 && (_stepAt < 0 || !MetricWords.IsStep(name))
            && (file.IsNamed || !(MetricWords.IsStep(name) || MetricWords.IsUnwanted(name)));
    }

    private static char Delimiter(string head)
    {
        string line = head.Split('\n')[0];
        return line.Contains('\t', StringComparison.Ordinal) ? '\t'
            : line.AsSpan().Count(';') > line.AsSpan().Count(',') ? ';' : ',';
    }
}
