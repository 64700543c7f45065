using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// A probability distribution along one axis for each of some observations, around it, and, as the last one, the prior. J.
/// Bergstra, R. Bardenet, Y. Bengio, B. Kégl: "Algorithms for Hyper-Parameter Optimization" (2011), section 4; S. Watanabe:
/// "Tree-Structured Parzen Estimator: Understanding Its Algorithm Components" (2023), section 3.3.
/// </summary>
internal abstract class ParzenKernels
{
    /// <summary>The kernels around observed coordinates.</summary>
    public static ParzenKernels Around(SamplerAxis axis, double[] observed) =>
        axis is NumberAxis numbers ? new NumberKernels(numbers, observed) : new CategoryKernels((CategoryAxis)axis, observed);

    /// <summary>A coordinate out of a kernel.</summary>
    /// <param name="kernel">Its index; that of the prior is the number of observations.</param>
    /// <param name="unit">A random number, 0 ≤ <paramref name="unit"/> &lt; 1.</param>
    public abstract double Draw(int kernel, double unit);

    /// <summary>What the logarithm of the density, or of the probability, of no kernel is above.</summary>
    public abstract double Highest { get; }

    /// <summary>The logarithm of the density of the prior, or of its probability, at a coordinate.</summary>
    public abstract double LogDensityOfPrior(double coordinate);

    /// <summary>Adds the logarithm of each kernel's density, or of its probability, at each of some coordinates.</summary>
    /// <param name="coordinates">[candidates].</param>
    /// <param name="sums">[candidates][kernels]; −∞ where a kernel does not matter.</param>
    /// <param name="least">[candidates]: kernels whose sums are less afterwards do not matter.</param>
    public abstract void AddLogDensities(double[] coordinates, double[][] sums, double[] least);
}

/// <summary>Around a category: itself with 1, and every one with its prior as if it had been seen once in all.</summary>
internal sealed class CategoryKernels : ParzenKernels
{
    private readonly CategoryAxis _axis;
    private readonly int[] _observed;
    private readonly double[] _unseen;
    private readonly double _sum;

    public CategoryKernels(CategoryAxis axis, double[] observed)
    {
        _axis = axis;
        _observed = Array.ConvertAll(observed, c => (int)c);
        _unseen = Array.ConvertAll(axis.Probabilities, p => p * axis.Count / (observed.Length + 1));
        _sum = 1 + _unseen.Sum();
    }

    public override double Draw(int kernel, double unit)
    {
        int index = 0;
        for (double below = Probability(kernel, 0); below < unit && index < _axis.Count - 1; below += Probability(kernel, index))
            index++;
        return index;
    }

    public override double Highest => 0;

    public override double LogDensityOfPrior(double coordinate) => Math.Log(_axis.Probabilities[(int)coordinate]);

    public override void AddLogDensities(double[] coordinates, double[][] sums, double[] least)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            int category = (int)coordinates[i];
            double other = Math.Log(_unseen[category] / _sum), same = Math.Log((1 + _unseen[category]) / _sum);
            double[] sum = sums[i];
            for (int kernel = 0; kernel < _observed.Length; kernel++)
                sum[kernel] += _observed[kernel] == category ? same : other;
            sum[_observed.Length] += Math.Log(_axis.Probabilities[category]);
        }
    }

    private double Probability(int kernel, int category) => kernel == _observed.Length
        ? _axis.Probabilities[category]
        : (_unseen[category] + (_observed[kernel] == category ? 1 : 0)) / _sum;
}

/// <summary>
/// Around a number: a normal distribution, cut off at the range, as wide as the larger gap to the numbers next to it. Where
/// there is a step, with the mass of what is rounded to a number instead of the density.
/// </summary>
internal sealed class NumberKernels : ParzenKernels
{
    private const double LeastWidths = 100;

    // A tail of the normal distribution beyond d is at most exp(−d² / 2) / 2, and at least 0.34 of a kernel is in the range.
    private const double TailBound = 0.4;

    private readonly NumberAxis _axis;
    private readonly double[] _means;
    private readonly double[] _widths;
    private double[]? _offsets;

    public NumberKernels(NumberAxis axis, double[] observed)
    {
        _axis = axis;
        _means = [.. observed, (axis.Low + axis.High) / 2];
        _widths = [.. Widths(observed, axis.Low, axis.High), axis.High - axis.Low];
    }

    /// <summary>
    /// The widths of kernels: the larger gap to a neighbour; to the only one for the first and the last; to the ends of the
    /// range for a single one. No less than a share of the range that falls with their number, and no more than the range.
    /// </summary>
    public static double[] Widths(double[] observed, double low, double high)
    {
        double[] sorted = [.. observed], widths = new double[observed.Length];
        int[] order = [.. Enumerable.Range(0, observed.Length)];
        Array.Sort(sorted, order);
        double least = (high - low) / Math.Min(LeastWidths, observed.Length + 2);
        for (int i = 0; i < sorted.Length; i++)
        {
            bool isFirst = i == 0, isLast = i == sorted.Length - 1, isOnly = isFirst && isLast;
            double below = isFirst ? (isOnly ? sorted[i] - low : 0) : sorted[i] - sorted[i - 1];
            double above = isLast ? (isOnly ? high - sorted[i] : 0) : sorted[i + 1] - sorted[i];
            widths[order[i]] = Math.Clamp(Math.Max(below, above), least, high - low);
        }

        return widths;
    }

    public override double Draw(int kernel, double unit)
    {
        (double mean, double width) = (_means[kernel], _widths[kernel]);
        // The mean lies within the range: neither tail is the whole.
        double left = StandardNormal.Below((_axis.Low - mean) / width);
        double right = StandardNormal.Below((mean - _axis.High) / width);
        double inside = 1 - left - right;
        double below = left + (unit * inside);
        double deviation = below <= 0.5
            ? StandardNormal.Quantile(below)
            : -StandardNormal.Quantile(right + ((1 - unit) * inside));
        return _axis.Nearest(mean + (width * deviation));
    }

    public override double Highest => _axis.IsStepped ? 0 : Offsets().Max();

    public override double LogDensityOfPrior(double coordinate)
    {
        (double mean, double width) = (_means[^1], _widths[^1]);
        if (!_axis.IsStepped)
            return StandardNormal.LogDensity((coordinate - mean) / width) - Math.Log(width) - LogInside(mean, width);
        (double lower, double upper) = _axis.Interval(coordinate);
        return StandardNormal.LogBetween((lower - mean) / width, (upper - mean) / width) - LogInside(mean, width);
    }

    public override void AddLogDensities(double[] coordinates, double[][] sums, double[] least)
    {
        if (_axis.IsStepped)
            AddLogMasses(coordinates, sums, least);
        else
            AddLogDensitiesOfAll(coordinates, sums);
    }

    private void AddLogDensitiesOfAll(double[] coordinates, double[][] sums)
    {
        double[] precisions = Array.ConvertAll(_widths, w => 1 / w), offsets = Offsets();
        for (int i = 0; i < coordinates.Length; i++)
        {
            (double coordinate, double[] sum) = (coordinates[i], sums[i]);
            for (int kernel = 0; kernel < sum.Length; kernel++)
            {
                double deviation = (coordinate - _means[kernel]) * precisions[kernel];
                sum[kernel] += offsets[kernel] - (0.5 * deviation * deviation);
            }
        }
    }

    private double[] Offsets() => _offsets ??=
        [.. _means.Zip(_widths, (mean, width) => StandardNormal.LogDensity(0) - Math.Log(width) - LogInside(mean, width))];

    // Numbers with a step repeat: every mean and width once, and every candidate once, and none whose kernel is too far away.
    private void AddLogMasses(double[] coordinates, double[][] sums, double[] least)
    {
        Dictionary<(double Mean, double Width), int> places = new(_means.Length);
        int[] placeOf = new int[_means.Length];
        for (int kernel = 0; kernel < placeOf.Length; kernel++)
        {
            (double, double) pair = (_means[kernel], _widths[kernel]);
            if (!places.TryGetValue(pair, out placeOf[kernel]))
                places[pair] = placeOf[kernel] = places.Count;
        }

        (double Mean, double Width)[] pairs = [.. places.Keys];
        double[] insides = new double[pairs.Length], masses = new double[pairs.Length];
        Array.Fill(insides, double.NaN);
        foreach (IGrouping<double, int> alike in Enumerable.Range(0, coordinates.Length).GroupBy(i => coordinates[i]))
        {
            (double lower, double upper) = _axis.Interval(alike.Key);
            Array.Fill(masses, double.NaN);
            foreach (int i in alike)
            {
                double[] sum = sums[i];
                for (int kernel = 0; kernel < sum.Length; kernel++)
                {
                    int place = placeOf[kernel];
                    sum[kernel] += sum[kernel] < least[i] || sum[kernel] + Bound(pairs[place], lower, upper) < least[i]
                        ? double.NegativeInfinity
                        : double.IsNaN(masses[place]) ? masses[place] = Mass(place, lower, upper) : masses[place];
                }
            }
        }

        double Mass(int place, double lower, double upper)
        {
            (double mean, double width) = pairs[place];
            if (double.IsNaN(insides[place]))
                insides[place] = LogInside(mean, width);
            return StandardNormal.LogBetween((lower - mean) / width, (upper - mean) / width) - insides[place];
        }
    }

    private static double Bound((double Mean, double Width) kernel, double lower, double upper)
    {
        double distance = Math.Max(0, Math.Max(lower - kernel.Mean, kernel.Mean - upper)) / kernel.Width;
        return TailBound - (0.5 * distance * distance);
    }

    private double LogInside(double mean, double width) =>
        StandardNormal.LogBetween((_axis.Low - mean) / width, (_axis.High - mean) / width);
}
