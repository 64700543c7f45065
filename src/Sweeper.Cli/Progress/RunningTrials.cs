using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Store;
using Column = Spectre.Console.TableColumn;

namespace Sweeper.Cli.Progress;

/// <summary>The trials in training, a line each, in as many columns as there is room for. No line is ever broken.</summary>
internal sealed class RunningTrials
{
    private const int LongestBar = 24;
    private const int ShortestBar = 6;

    // What a column has at both sides.
    private const int Padding = 2;

    // From here on the name of a metric stands in a line, below it in lines of its words.
    private const int Wide = 100;

    private static readonly int[] LongestWords = [int.MaxValue, 9, 6];

    private readonly SweepPlan _plan;
    private readonly SettingColumn[] _settings;
    private readonly bool _isRepeated;

    /// <param name="plan">The trials.</param>
    public RunningTrials(SweepPlan plan)
    {
        _plan = plan;
        _isRepeated = plan.Repeats > 1;
        _settings = [.. SettingColumn.Of(plan)];
    }

    /// <summary>The picture of them.</summary>
    /// <param name="running">The trials.</param>
    /// <param name="width">Columns of the terminal.</param>
    public Table Draw(ImmutableArray<RunningTrial> running, int width)
    {
        string metric = _plan.Objective.Metric.Replace('_', ' ');
        const int ValueWidth = 7;
        string[] heads = ["trial", "epoch", width >= Wide ? metric
            : string.Join('\n', HeadWords.Wrap(metric, ValueWidth, ValueWidth)), "speed"];
        string[][] cells = [.. running.Select(Cells)];
        int[] widths = [.. heads.Select((head, i) => head.Split('\n').Concat(cells.Select(c => c[i])).Max(text => text.Length))];
        int free = width - widths[..3].Sum(w => w + Padding) - Padding;

        // Settings first, then the speed, and a long bar from what is left.
        (List<Column> settings, List<string[]> values) = Settings(running, free - ShortestBar);
        free -= settings.Sum(FullWidth);
        bool showsSpeed = free - widths[3] - Padding >= ShortestBar;
        int bar = Math.Clamp(free - (showsSpeed ? widths[3] + Padding : 0), ShortestBar, LongestBar);

        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumns(
            Create(heads[0], widths[0]).RightAligned(),
            Create("", bar),
            Create(heads[1], widths[1]),
            Create(heads[2], widths[2]).RightAligned());
        if (showsSpeed)
            table.AddColumn(Create(heads[3], widths[3]).RightAligned());
        table.AddColumns([.. settings]);
        for (int i = 0; i < running.Length; i++)
        {
            table.AddRow([
                new Text(cells[i][0], new Style(Color.Aqua)),
                Bar(running[i].Fraction, bar),
                new Text(cells[i][1]),
                new Text(cells[i][2]),
                .. showsSpeed ? [new Text(cells[i][3])] : Array.Empty<Text>(),
                .. values[i].Select(v => new Text(v)),
            ]);
        }

        return table;
    }

    /// <summary>A bar of which a fraction, 0 … 1, is done.</summary>
    public static Paragraph Bar(double fraction, int width)
    {
        int full = (int)Math.Round(fraction * width);
        return new Paragraph()
            .Append(new string('━', full), new Style(Color.Aqua))
            .Append(new string('━', width - full), new Style(Color.Grey23));
    }

    /// <summary>
    /// The settings in a column where that has room for names and values; else a column for each hyperparameter, with the words
    /// of their heads shortened as far as must be. What has no room even so is left out from the right.
    /// </summary>
    private (List<Column> Columns, List<string[]> Values) Settings(ImmutableArray<RunningTrial> running, int room)
    {
        const string Head = "setting";
        string[] texts = [.. running.Select(r => TrialText.Setting(r.Trial, _plan.Space, _isRepeated))];
        int longest = texts.Append(Head).Max(t => t.Length);
        if (longest + Padding <= room)
            return ([Create(Head, longest)], [.. texts.Select(t => new[] { t })]);

        List<Column> columns = [];
        foreach (int longestWord in LongestWords)
        {
            columns = [.. _settings.Select(s => Create(s, longestWord))];
            if (columns.Sum(FullWidth) <= room)
                break;
        }

        while (columns.Count > 0 && columns.Sum(FullWidth) > room)
            columns.RemoveAt(columns.Count - 1);
        return (columns, [.. running.Select(r => _settings[..columns.Count].Select(s => s.Value(r.Trial)).ToArray())]);
    }

    private string[] Cells(RunningTrial running) =>
    [
        running.Trial.Number.ToString(CultureInfo.InvariantCulture),
        string.Create(
            CultureInfo.InvariantCulture, $"{running.LastEpoch?.Epoch ?? 0}{EpochLine.OfPlanned(running.Trial.PlannedEpochs)}"),
        _plan.Objective.IsNone ? "" : TrialText.Metric(_plan.Objective.Metric, running.LastEpoch?.Find(_plan.Objective.Metric)),
        Speed(running.SecondsPerEpoch),
    ];

    /// <summary>Epochs a second, or seconds an epoch where that is the larger number.</summary>
    private static string Speed(double? secondsPerEpoch) => secondsPerEpoch switch
    {
        null => "–",
        > 1 => string.Create(CultureInfo.InvariantCulture, $"{secondsPerEpoch:0.0} s/epoch"),
        > 0 => string.Create(CultureInfo.InvariantCulture, $"{1 / secondsPerEpoch:0.0} epochs/s"),
        _ => "–",
    };

    private static int FullWidth(Column column) => column.Width!.Value + column.Padding!.Value.Left + column.Padding.Value.Right;

    private static Column Create(SettingColumn setting, int longestWord)
    {
        string[] head = HeadWords.Wrap(setting.Name.Replace('_', ' '), setting.Width, longestWord);
        Column column = Create(string.Join('\n', head), Math.Max(setting.Width, head.Max(h => h.Length)));
        column.Padding = new Padding(0, 0, 1, 0);
        return setting.IsNumeric ? column.RightAligned() : column;
    }

    private static Column Create(string head, int width) => new(new Text(head, new Style(Color.Grey)))
    {
        NoWrap = true,
        Width = width,
        Padding = new Padding(1, 0, 1, 0),
    };
}
