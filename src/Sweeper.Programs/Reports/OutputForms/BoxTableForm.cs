using System.Buffers;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// Tables drawn with <c>|</c>: names and values below each other under groups that end in <c>/</c> (stable-baselines3, Spinning
/// Up, Lightning's results), its step a row among them; or a head over rows (MATLAB, prettytable).
/// </summary>
[Example("-----\n| rollout/           |       |\n|    ep_rew_mean     | -11.6 |\n| time/              |       |\n"
    + "|    fps             | 222   |\n"
    + "|    total_timesteps | 96256 |\n-----", "rollout/ep_rew_mean@96256=-11.6")]
[Example("┃ Test metric ┃ DataLoader 0 ┃\n│ test_acc    │ 0.9871       │\n└───┘", "test_acc@?=0.9871")]
[Example("|  Epoch  |  Iteration  |  Time Elapsed  |  Mini-batch  |\n"
    + "|         |             |   (hh:mm:ss)   |   Accuracy   |\n|===|\n"
    + "|       1 |          50 |       00:00:09 |       12.50% |", "Mini-batch Accuracy %@50=0.125")]
[Example("+-------+--------+\n| Epoch |  Loss  |\n+-------+--------+\n"
    + "|   1   | 0.5000 |\n|   2   | 0.4000 |\n+-------+--------+",
    "Loss@1=0.5;Loss@2=0.4")]
[Example("┏━━━━━━━┳━━━━━━┳━━━━━━┓\n┃ Epoch ┃ Loss ┃ Acc  ┃\n┡━━━━━━━╇━━━━━━╇━━━━━━┩\n│ 1     │ 0.5  │ 0.75 "
    + "│\n└───────┴──────┴──────┘",
    "Loss@1=0.5;Acc@1=0.75")]
[Example("| lr | 0.1 |\n| batch_size | 32 |\n", "")]
internal sealed class BoxTableForm : IOutputForm
{
    private static readonly SearchValues<char> Border = SearchValues.Create("+-=|:─━┼┌┬┐├┤└┴┘┏┳┓┡╇┩╞╪╡╘╧╛╒╤╕═ ");

    private readonly List<(string Name, double Value)> _rows = [];
    private readonly List<string> _heads = [];
    private string _group = "";
    private bool _hadRows;

    public bool Read(string line, OutputContext context)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        bool isRow = text.Length > 4 && text[0] is '|' or '│' or '┃' && text[^1] is '|' or '│' or '┃';
        if (!isRow)
        {
            // The lines above and below a head, which rows of a column may follow.
            if (_rows.Count == 0 && _heads.Count > 0 && text.IndexOfAnyExcept(Border) < 0 && !text.IsEmpty)
                return true;
            Finish(context);
            return false;
        }

        string[] cells = [.. text[1..^1].ToString().Split('|', '│', '┃').Select(c => c.TrimEnd())];
        if (cells.All(c => c.AsSpan().Trim("=-+:─━ ").IsEmpty))
            return true;
        if (cells.Length == 2 && _heads.Count != 2 && !IsHead(cells))
            ReadRow(cells[0], cells[1].Trim());
        else if (cells.Length > 1)
            ReadColumns(cells, context);
        return true;
    }

    /// <summary>A table with groups ends with a line below it; one without that line is broken off.</summary>
    public void End(OutputContext context)
    {
        if (_group.Length == 0)
            Finish(context);
    }

    private void Finish(OutputContext context)
    {
        string? key = MetricWords.StepKey(_rows.Select(r => r.Name));
        long? step = key is null ? null : ObjectForm.Step(_rows.First(r => r.Name == key).Value);
        context.MoveTo(step);
        foreach ((string name, double value) in _rows)
        {
            if (MetricWords.IsStep(name) || MetricWords.IsUnwanted(name))
                continue;
            if (step is not null)
                context.Report(name, value, step);
            else if (MetricWords.IsMeasure(name) && !MetricWords.IsSetting(name))
                context.ReportHere(name, value);
        }

        _rows.Clear();
        _heads.Clear();
        _group = "";
    }

    private static bool IsHead(string[] cells) =>
        MetricWords.IsStep(cells[0].Trim()) && cells[1].AsSpan().Trim() is var name && !name.IsEmpty && char.IsLetter(name[0])
        && !NumberText.TryParse(name, out _);

    private void ReadRow(string name, string value)
    {
        if (name.EndsWith('/') && value.Length == 0)
            _group = name.Trim();
        else if (NumberText.TryParse(value, out double number))
            _rows.Add((name.StartsWith("   ", StringComparison.Ordinal) && _group.Length > 0 ? _group + name.Trim()
                : name.Trim(), number));
    }

    private void ReadColumns(string[] cells, OutputContext context)
    {
        string[] texts = [.. cells.Select(c => c.Trim())];
        if (!NumberText.TryParse(texts[0], out _))
        {
            if (_hadRows || _heads.Count != texts.Length)
                _heads.Clear();
            _hadRows = false;
            for (int i = 0; i < texts.Length; i++)
            {
                if (i == _heads.Count)
                    _heads.Add(texts[i]);
                else
                    _heads[i] = $"{_heads[i]} {texts[i]}".Trim();
            }
        }
        else if (texts.Length == _heads.Count)
        {
            _hadRows = true;
            ColumnTableForm.Report(_heads, texts, context);
        }
    }
}
