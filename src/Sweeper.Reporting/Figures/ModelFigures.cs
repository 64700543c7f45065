using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// What a Gaussian process makes of the two most important hyperparameters, everything else being as in the best trial: a map of
/// both, and a slice along each that is a range.
/// </summary>
public sealed class ModelFigures
{
    private const int MapDivisions = 6;
    private const int SlicePoints = 40;
    private const int MostValues = 12;

    private readonly SweepSnapshot _snapshot;
    private readonly SearchFindings _search;
    private readonly HyperparameterValues _best;
    private readonly string _words;

    private ModelFigures(SweepSnapshot snapshot, SearchFindings search, HyperparameterValues best)
    {
        (_snapshot, _search, _best) = (snapshot, search, best);
        _words = MetricName.Parse(snapshot.Sweep.Objective.Metric).Words;
        HyperparameterScale[] scales = [.. MostImportant().Take(2)];
        Map = scales.Length == 2 ? MapOf(scales[0], scales[1]) : null;
        Slices = [.. scales.Where(s => s.IsRange).Select(SliceOf)];
    }

    /// <summary>Null where not two hyperparameters vary.</summary>
    public HeatmapChart? Map { get; }

    public ImmutableArray<LineChart> Slices { get; }

    /// <summary>Null where there is no model, or nothing to show of it.</summary>
    public static ModelFigures? Of(SweepSnapshot snapshot)
    {
        if (snapshot is not { Search: { Model: not null } search, Best: TrialRecord best })
            return null;
        var figures = new ModelFigures(snapshot, search, best.Values);
        return figures.Map is null && figures.Slices.IsEmpty ? null : figures;
    }

    // Those that vary by zip vary with others only.
    private IEnumerable<HyperparameterScale> MostImportant()
    {
        Dictionary<string, double> shares = _snapshot.Importance.MainEffects.ToDictionary(e => e.Hyperparameter, e => e.Share);
        return from scale in _snapshot.Scales
               where _search.Space.Hyperparameters.Any(h => h.Name == scale.Name) && _best.Find(scale.Name) is not null
               where !_search.Space.Zip.Any(names => names.Contains(scale.Name))
               where scale.IsRange || scale.Values.Length is > 1 and <= MostValues
               orderby shares.GetValueOrDefault(scale.Name) descending
               select scale;
    }

    private HeatmapChart MapOf(HyperparameterScale first, HyperparameterScale second)
    {
        // Long labels go to the rows, where there is room for them.
        (HyperparameterScale rows, HyperparameterScale columns) = second.IsRange || !first.IsRange ? (first, second)
            : (second, first);
        ImmutableArray<HyperparameterValue> down = Levels(rows, MapDivisions), across = Levels(columns, MapDivisions);
        double?[][] means = [.. down.Select(r => across.Select(c => Expected(Cell((rows.Name, r), (columns.Name, c)))?.Mean)
            .ToArray())];
        double[] known = [.. means.SelectMany(m => m).OfType<double>()];
        Objective objective = _snapshot.Sweep.Objective;
        double best = objective.Goal == Goal.Maximize ? known.Max() : known.Min();
        return new HeatmapChart
        {
            Title = $"Expected {_words} by {rows.Name} and {columns.Name}",
            Description = $"The {_words} that a Gaussian process expects at values of {rows.Name} and {columns.Name}, all else "
                + "as in the best trial. "
                + $"The best of them is {_snapshot.Formats.Format(objective.Metric, best)}.",
            CellMeaning = "what a Gaussian process expects, all else as in the best trial",
            RowTitle = rows.Name,
            ColumnTitle = columns.Name,
            Rows = [.. down.Select(HyperparameterScale.Text)],
            Columns = [.. across.Select(HyperparameterScale.Text)],
            Cells = [.. means.Select((row, r) => row.Select((mean, c) => CellOf(mean, mean == best,
                $"{rows.Name} {HyperparameterScale.Text(down[r])}, {columns.Name} {HyperparameterScale.Text(across[c])}"))
                .ToImmutableArray())],
            Scale = new ColorScale
            {
                Title = _snapshot.Formats.Title($"expected {_words}", objective.Metric) + ", brighter is better",
                Low = known.Min(),
                High = known.Max(),
                Unit = _snapshot.Formats.UnitOf(objective.Metric),
                IsReversed = objective.Goal == Goal.Minimize,
            },
        };
    }

    private HeatmapCell CellOf(double? mean, bool isBest, string place)
    {
        string value = _snapshot.Formats.Format(_snapshot.Sweep.Objective.Metric, mean);
        return mean is double expected
            ? new HeatmapCell { Kind = HeatmapCellKind.Value, Value = expected, Label = value,
                Description = $"{place}: {value} expected", IsMarked = isBest }
            : new HeatmapCell { Kind = HeatmapCellKind.Empty, Label = "–", Description = $"{place}: excluded" };
    }

    private LineChart SliceOf(HyperparameterScale scale)
    {
        (double X, ExpectedMetric Y)[] points =
        [
            .. from value in Levels(scale, SlicePoints)
               let expected = Expected(Cell((scale.Name, value)))
               where expected is not null
               select (((NumberValue)value).Number, expected.Value),
        ];
        string metric = _snapshot.Sweep.Objective.Metric;
        double best = ((NumberValue)_best[scale.Name]).Number;
        double reached = _snapshot.Best!.Objective!.Value;
        double low = Math.Min(reached, points.Min(p => p.Y.Lower)), high = Math.Max(reached, points.Max(p => p.Y.Upper));
        return new LineChart
        {
            Title = $"Expected {_words} along {scale.Name}",
            Description = $"The {_words} that a Gaussian process expects along {scale.Name}, all else as in the best trial, "
                + $"from {_snapshot.Formats.Format(metric, points.Min(p => p.Y.Mean))} to "
                + $"{_snapshot.Formats.Format(metric, points.Max(p => p.Y.Mean))}, with the interval in which 95 % of trials "
                + "lie.",
            X = scale.IsLogarithmic
                ? AxisRange.AroundLogarithmic(points[0].X, points[^1].X, $"{scale.Name} (logarithmic)")
                : AxisRange.Around(points[0].X, points[^1].X, scale.Name, AxisUnit.Number),
            Y = AxisRange.Around(low, high, _snapshot.Formats.Title($"expected {_words}", metric),
                _snapshot.Formats.UnitOf(metric)),
            Series =
            [
                new LineSeries
                {
                    Label = "expected",
                    Points = [.. points.Select(p => new ChartPoint(p.X, p.Y.Mean))],
                    Color = 0,
                    Markers = [new ChartMarker(new ChartPoint(best, reached), MarkerShape.Disc)],
                },
            ],
            Bands = [new LineBand(0, [.. points.Select(p => new ChartPoint(p.X, p.Y.Lower))],
                [.. points.Select(p => new ChartPoint(p.X, p.Y.Upper))])],
            Legend = [new LegendEntry("expected, and where 95 % of trials lie") { Color = 0 },
                new LegendEntry("best trial") { Color = 0, Marker = MarkerShape.Disc }],
        };
    }

    // Even on the scale; whole numbers stay whole.
    private static ImmutableArray<HyperparameterValue> Levels(HyperparameterScale scale, int divisions)
    {
        if (!scale.IsRange)
            return scale.Values;
        double[] tried = [.. scale.Values.Select(v => ((NumberValue)v).Number)];
        bool isWhole = tried.All(n => n == Math.Floor(n));
        (double low, double high) = scale.IsLogarithmic ? (Math.Log(tried[0]), Math.Log(tried[^1])) : (tried[0], tried[^1]);
        IEnumerable<double> places = Enumerable.Range(0, divisions + 1)
            .Select(i => low + ((high - low) * i / divisions))
            .Select(p => scale.IsLogarithmic ? Math.Exp(p) : p)
            .Select(p => isWhole ? Math.Round(p) : Math.Clamp(p, tried[0], tried[^1]));
        return [.. places.Distinct().Select(p => new NumberValue(p))];
    }

    private HyperparameterValues Cell(params (string Name, HyperparameterValue Value)[] changed)
    {
        HyperparameterValues cell = _best.Where(v => _search.Space.Hyperparameters.Any(h => h.Name == v.Key));
        foreach ((string name, HyperparameterValue value) in changed)
            cell = cell.With(name, value);
        return _search.Space.WithoutAbsent(cell);
    }

    private ExpectedMetric? Expected(HyperparameterValues cell) => _search.Space.Excludes(cell)
        ? null
        : ExpectedMetric.Of(_search.Model!(cell), _snapshot.Sweep.Objective, _snapshot.Formats, _snapshot.Best!.Objective);
}
