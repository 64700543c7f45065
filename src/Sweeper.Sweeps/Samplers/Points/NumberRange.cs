using Sweeper.Sweeps.Spaces;
using BetaCurve = MathNet.Numerics.Distributions.Beta;

namespace Sweeper.Sweeps.Samplers.Points;

/// <summary>The numbers of a distribution, and the scale on which they are even.</summary>
/// <param name="Scale">From numbers to coordinates.</param>
/// <param name="Minimum">The least number, before it is rounded to a step; may be infinite.</param>
/// <param name="Maximum">The greatest one.</param>
internal sealed record NumberRange(NumberScale Scale, double Minimum, double Maximum)
{
    private const double Slack = 1e-9;

    /// <summary>Of which the numbers are multiples; null when every number is one.</summary>
    public double? Step { get; private init; }

    /// <summary>The least multiple.</summary>
    public double First { get; private init; }

    /// <summary>The greatest multiple.</summary>
    public double Last { get; private init; }

    /// <summary>How many multiples there are.</summary>
    public long Count => (long)(Last - First) + 1;

    /// <summary>The least coordinate, half a step below the first multiple.</summary>
    public double Low
    {
        get
        {
            double edge = Step is double step && !Scale.IsShare ? Scale.Into((First - 0.5) * step) : double.NaN;
            return double.IsFinite(edge) ? edge : Scale.Into(Minimum);
        }
    }

    /// <summary>The greatest coordinate.</summary>
    public double High => Step is double step && !Scale.IsShare ? Scale.Into((Last + 0.5) * step) : Scale.Into(Maximum);

    public static NumberRange Of(NumericDistribution distribution) => distribution switch
    {
        UniformDistribution d => new(NumberScale.Linear, d.Minimum, d.Maximum),
        LogUniformDistribution d => new(NumberScale.Logarithm, d.Minimum, d.Maximum),
        IntegerUniformDistribution d =>
            new(NumberScale.Linear, d.Minimum - 0.5, d.Maximum + 0.5) { Step = 1, First = d.Minimum, Last = d.Maximum },
        NormalDistribution d =>
            new(NumberScale.Normal(d.Mean, d.StandardDeviation), double.NegativeInfinity, double.PositiveInfinity),
        LogNormalDistribution d => new(NumberScale.LogNormal(d.Mean, d.StandardDeviation), 0, double.PositiveInfinity),
        BetaDistribution d => new(NumberScale.Beta(d.Alpha, d.Beta), 0, 1),
        QuantizedDistribution d => Of(d.Inner) with { Step = d.Step, First = d.First, Last = d.Last },
        TruncatedDistribution d => Of(d.Inner).Within(d.Minimum, d.Maximum),
        _ => throw new ArgumentException($"'{distribution.Description}' has no scale.", nameof(distribution)),
    };

    /// <summary>The coordinate below which a share of the distribution lies.</summary>
    public double Quantile(double share)
    {
        double low = Scale.Into(Minimum), high = Scale.Into(Maximum);
        return (low * (1 - share)) + (high * share);
    }

    /// <summary>The multiple next to a coordinate.</summary>
    public double Multiple(double coordinate) =>
        Math.Clamp(First + Math.Round((Scale.Back(coordinate) / Step!.Value) - First), First, Last);

    /// <summary>Where a multiple stands.</summary>
    public double Coordinate(double multiple)
    {
        double coordinate = Scale.Into(multiple * Step!.Value);
        if (coordinate >= Low && coordinate <= High)
            return coordinate;
        (double lower, double upper) = Interval(multiple);
        return (lower + upper) / 2;
    }

    /// <summary>The coordinates that are rounded to a multiple.</summary>
    public (double Lower, double Upper) Interval(double multiple) => (
        multiple <= First ? Low : Math.Max(Low, Scale.Into((multiple - 0.5) * Step!.Value)),
        multiple >= Last ? High : Scale.Into((multiple + 0.5) * Step!.Value));

    /// <summary>The number at a coordinate.</summary>
    public double Number(double coordinate) => Step is double step
        ? QuantizedDistribution.Multiple(Multiple(coordinate), step)
        : Math.Clamp(Scale.Back(coordinate), Minimum, Maximum);

    private NumberRange Within(double minimum, double maximum)
    {
        if (Step is not double step)
            return this with { Minimum = Math.Max(Minimum, minimum), Maximum = Math.Min(Maximum, maximum) };
        double first = Math.Max(First, Math.Ceiling((minimum / step) - Slack));
        double last = Math.Min(Last, Math.Floor((maximum / step) + Slack));
        return this with
        {
            First = first,
            Last = last,
            Minimum = Math.Max(Minimum, (first - 0.5) * step),
            Maximum = Math.Min(Maximum, (last + 0.5) * step),
        };
    }
}

/// <summary>Between numbers and the scale on which they are even.</summary>
/// <param name="Into">From a number to its coordinate.</param>
/// <param name="Back">From a coordinate to its number.</param>
/// <param name="IsShare">Whether the coordinate is the share of the distribution that lies below, 0 … 1.</param>
internal sealed record NumberScale(Func<double, double> Into, Func<double, double> Back, bool IsShare)
{
    // Nearer to 0 or 1 the number would be infinite.
    private const double LeastShare = 1e-16;

    public static NumberScale Linear { get; } = new(x => x, c => c, IsShare: false);

    public static NumberScale Logarithm { get; } = new(Math.Log, Math.Exp, IsShare: false);

    public static NumberScale Normal(double mean, double deviation) => new(
        x => StandardNormal.Below((x - mean) / deviation), c => mean + (deviation * Quantile(c)), IsShare: true);

    public static NumberScale LogNormal(double mean, double deviation) => new(
        x => StandardNormal.Below((Math.Log(x) - mean) / deviation),
        c => Math.Exp(mean + (deviation * Quantile(c))),
        IsShare: true);

    public static NumberScale Beta(double alpha, double beta) => new(
        x => BetaCurve.CDF(alpha, beta, x), c => BetaCurve.InvCDF(alpha, beta, Math.Clamp(c, 0, 1)), IsShare: true);

    private static double Quantile(double share) => StandardNormal.Quantile(Math.Clamp(share, LeastShare, 1 - LeastShare));
}
