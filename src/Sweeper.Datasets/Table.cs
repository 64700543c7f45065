using System.Collections.Immutable;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets;

/// <summary>What the columns of a table are, and how their numbers are brought to one scale for a network.</summary>
public sealed record Table
{
    /// <summary>The columns that a network is given, in its order.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The column that is to be predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the target is a number; otherwise it is a class.</summary>
    public required bool IsRegression { get; init; }

    /// <summary>The columns of texts, which a network is not given.</summary>
    public required ImmutableArray<string> LeftOut { get; init; }

    /// <summary>What is taken off the numbers of each column; empty while they are as the file has them.</summary>
    public ImmutableArray<double> Means { get; init; } = [];

    /// <summary>What they are divided by then; above 0.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];

    /// <summary>What is taken off the target, where it is a number.</summary>
    public double TargetMean { get; init; }

    /// <summary>What the target is divided by then; above 0.</summary>
    public double TargetDeviation { get; init; } = 1;

    /// <summary>
    /// The table with the mean and the standard deviation of each column over some of its rows, those that are trained on. A
    /// column of one number only is divided by 1.
    /// </summary>
    public Table Measure(LabelledImages rows, ReadOnlySpan<int> trained)
    {
        var means = new double[Columns.Length];
        var deviations = new double[Columns.Length];
        double[] values = new double[trained.Length];
        for (int column = 0; column < Columns.Length; column++)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = rows.Row(trained[i])[column];
            (means[column], deviations[column]) = Moments(values);
        }

        for (int i = 0; IsRegression && i < values.Length; i++)
            values[i] = rows.Targets[trained[i]];
        (double mean, double deviation) = IsRegression ? Moments(values) : (0, 1);
        return this with { Means = [.. means], Deviations = [.. deviations], TargetMean = mean, TargetDeviation = deviation };
    }

    /// <summary>Rows as the file has them, as a network is given them.</summary>
    public LabelledImages Standardize(LabelledImages rows)
    {
        double[] numbers = rows.Numbers.ToArray(), targets = rows.Targets.ToArray();
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (numbers[i] - Means[i % Columns.Length]) / Deviations[i % Columns.Length];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = (targets[i] - TargetMean) / TargetDeviation;
        return LabelledImages.OfRows(rows.Width, numbers, rows.Labels.ToArray(), targets);
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
        return (mean, deviation > 0 && double.IsFinite(deviation) ? deviation : 1);
    }
}
