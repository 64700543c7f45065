using Sweeper.Reporting.Charts;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;

namespace Sweeper.Reporting.Formatting;

/// <summary>
/// What is expected of the objective of a cell, as it can be, whatever the model's scale.
/// </summary>
/// <param name="Mean">What is expected.</param>
/// <param name="Lower">The lower end of the interval in which 95 % of trials lie.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Gain">By how much a trial is expected to improve on the best.</param>
public readonly record struct ExpectedMetric(double Mean, double Lower, double Upper, double Gain)
{
    /// <param name="expected">What the model says.</param>
    /// <param name="objective">What it models.</param>
    /// <param name="formats">Knows which metrics are shares.</param>
    /// <param name="best">The objective of the best; null when there is none.</param>
    public static ExpectedMetric Of(GpExpectation expected, Objective objective, MetricFormats formats, double? best)
    {
        bool isShare = formats.UnitOf(objective.Metric) == AxisUnit.Percent;
        double most = isShare ? objective.Goal == Goal.Maximize ? 1 - (best ?? 0) : best ?? 1 : double.PositiveInfinity;
        return new ExpectedMetric(
            Within(expected.Mean), Within(expected.Interval.Lower), Within(expected.Interval.Upper),
                Math.Min(expected.Gain, most));

        double Within(double value) => isShare ? Math.Clamp(value, 0, 1) : value;
    }
}
