using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Experiments.Recorded;

/// <summary>
/// The scale on which a Gaussian process models an objective: shares such as accuracies by their log odds, which have no ends,
/// so that nothing beyond 0 … 1 is expected of them; anything else as it is.
/// </summary>
internal sealed class ShareScale
{
    // An accuracy of 1 has no log odds; nobody tells it from this one by a few thousand images.
    private const double Edge = 0.0005;
    private const int Points = 64;

    // The middles of as many equally likely parts of a standard normal distribution.
    private static readonly ImmutableArray<double> Normals =
        [.. Enumerable.Range(0, Points).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / Points))];

    private readonly bool _isShare;
    private readonly double? _best;
    private readonly Goal _goal;

    /// <param name="objective">What is modelled.</param>
    /// <param name="values">What trials came to.</param>
    public ShareScale(Objective objective, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        _goal = objective.Goal;
        _isShare = SampleSummary.IsShare(objective.Metric) && finite.Length > 0 && finite.All(v => v is >= 0 and <= 1);
        _best = finite.Length == 0 ? null : _goal == Goal.Maximize ? finite.Max() : finite.Min();
    }

    /// <summary>A value on the scale.</summary>
    public double? Of(double? value) =>
        _isShare && value is double share ? Math.Log(Clamped(share) / (1 - Clamped(share))) : value;

    /// <summary>What is expected, as the objective has it.</summary>
    /// <param name="expected">The same on the scale.</param>
    public GpExpectation Back(GpExpectation expected)
    {
        if (!_isShare)
            return expected;
        double[] likely = [.. Normals.Select(z => Share(expected.Mean + (z * expected.StandardDeviation)))];
        double mean = likely.Average();
        double gain = likely.Average(l => Math.Max(0, _goal == Goal.Maximize ? l - _best!.Value : _best!.Value - l));
        return new GpExpectation(mean, Math.Sqrt(likely.Average(l => (l - mean) * (l - mean))), gain)
        {
            Interval = (Share(expected.Interval.Lower), Share(expected.Interval.Upper)),
        };
    }

    private static double Clamped(double share) => Math.Clamp(share, Edge, 1 - Edge);

    private static double Share(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
