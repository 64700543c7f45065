using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Progress;

/// <summary>The trials in training, a line each, in as many columns as there is room for. No line is ever broken.</summary>
/// <param name="plan">The trials.</param>
/// <param name="isRepeated">Whether a setting says which repeat it is.</param>
/// <param name="width">Columns of the terminal.</param>
internal sealed class RunningTrials(SweepPlan plan, bool isRepeated, int width)
{
    private const int LongestBar = 24;
    private const int ShortestBar = 6;

    // What a column has at both sides.
    private const int Padding = 2;

    // Where a setting would have less room than this it is left out.
    private const int LeastSetting = 12;

    /// <summary>The picture of them.</summary>
    public Table Draw(ImmutableArray<RunningTrial> running)
    {
        string[][] cells = [.. running.Select(Cells)];
        string[] heads = ["trial", "epoch", MetricHead(), "speed"];
        int[] widths = [.. heads.Select((head, i) => Math.Max(head.Split('\n').Max(l => l.Length), cells.Select(c => c[i].Length).DefaultIfEmpty().Max()) + Padding)];

        // Settings first, then the speed, and a long bar from what is left.
        int shortest = running.Select(r => TrialText.ShortestSetting(r.Trial, plan.Space, isRepeated)).DefaultIfEmpty().Max() + Padding;
        int longest = running.Select(r => TrialText.Setting(r.Trial, plan.Space, isRepeated).Length).DefaultIfEmpty().Max() + Padding;
        int free = width - widths[..3].Sum() - Padding;
        bool showsSpeed = free - widths[3] - ShortestBar >= shortest;
        if (showsSpeed)
            free -= widths[3];
        int bar = Math.Clamp(free - longest, ShortestBar, LongestBar);
        int setting = free - bar - Padding;

        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        AddColumn(table, heads[0], widths[0]).RightAligned();
        AddColumn(table, "", bar + Padding);
        AddColumn(table, heads[1], widths[1]);
        AddColumn(table, heads[2], widths[2]).RightAligned();
        if (showsSpeed)
            AddColumn(table, heads[3], widths[3]).RightAligned();
        if (setting >= LeastSetting)
            AddColumn(table, "setting", setting + Padding);
        for (int i = 0; i < running.Length; i++)
        {
            table.AddRow([
                new Text(cells[i][0], new Style(Color.Aqua)),
                Bar(running[i].Fraction, bar),
                new Text(cells[i][1]),
                new Text(cells[i][2]),
                .. showsSpeed ? [new Text(cells[i][3])] : Array.Empty<Text>(),
                .. setting >= LeastSetting ? [new Text(TrialText.Fitting(running[i].Trial, plan.Space, isRepeated, setting))] : Array.Empty<Text>(),
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

    private string[] Cells(RunningTrial running) =>
    [
        running.Trial.Number.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{running.LastEpoch?.Epoch ?? 0}/{running.Trial.PlannedEpochs}"),
        TrialText.Metric(plan.Objective.Metric, running.LastEpoch?.Find(plan.Objective.Metric)),
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

    // On a wide terminal the name of a metric stands in a line, on a narrow one in lines of its words, shortened at their ends.
    private string MetricHead()
    {
        const int Wide = 100;
        const int Narrow = 7;
        string words = plan.Objective.Metric.Replace('_', ' ');
        return width >= Wide ? words : string.Join('\n', HeadWords.Wrap(words, Narrow, Narrow));
    }

    private static Spectre.Console.TableColumn AddColumn(Table table, string head, int columnWidth)
    {
        Spectre.Console.TableColumn column = new(new Text(head, new Style(Color.Grey)))
        {
            NoWrap = true,
            Width = columnWidth - Padding,
            Padding = new Padding(1, 0, 1, 0),
        };
        table.AddColumn(column);
        return column;
    }
}
