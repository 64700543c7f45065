using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// How likely points are, judged by some that were observed: a mixture of one kernel for each of them and one for the prior.
/// </summary>
internal sealed class ParzenEstimator
{
    private const int FullWeights = 25;

    // What is smaller by so many e-folds is lost in a sum of doubles, and numbers near 0 take long to compute.
    private const double Nothing = -45;

    // More than rounding.
    private const double Slack = 1e-6;

    private readonly ParzenKernels[] _kernels;
    private readonly bool[] _areCategories;
    private readonly double[] _weights;

    /// <param name="axes">Along which points are judged together.</param>
    /// <param name="observed">The coordinates on those axes, [observations][axes], the oldest first.</param>
    public ParzenEstimator(SamplerAxis[] axes, double[][] observed)
    {
        _kernels = [.. axes.Select((axis, i) => ParzenKernels.Around(axis, Array.ConvertAll(observed, o => o[i])))];
        _areCategories = Array.ConvertAll(axes, a => a is CategoryAxis);
        _weights = Weights(observed.Length);
    }

    /// <summary>
    /// The weights of kernels, together 1: alike for the newest 25 and the prior, rising evenly up to them from one in as many
    /// as there are for the oldest.
    /// </summary>
    public static double[] Weights(int observations)
    {
        double[] weights = new double[observations + 1];
        Array.Fill(weights, 1);
        int ramp = observations - FullWeights;
        for (int i = 0; i < ramp; i++)
            weights[i] = ramp == 1 ? 1.0 / observations : (1.0 / observations) + ((1 - (1.0 / observations)) * i / (ramp - 1));
        double sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    /// <summary>Draws candidates: their coordinates, [axes][candidates].</summary>
    public double[][] Draw(int count, IRandomNumbers numbers)
    {
        int[] chosen = [.. Enumerable.Range(0, count).Select(_ => Kernel(numbers.NextUnit()))];
        double[][] coordinates = new double[_kernels.Length][];
        foreach (bool isCategory in (ReadOnlySpan<bool>)[true, false])
        {
            for (int axis = 0; axis < coordinates.Length; axis++)
            {
                if (_areCategories[axis] == isCategory)
                    coordinates[axis] = Array.ConvertAll(chosen, kernel => _kernels[axis].Draw(kernel, numbers.NextUnit()));
            }
        }

        return coordinates;
    }

    /// <summary>The logarithms of the densities at candidates.</summary>
    /// <param name="coordinates">[axes][candidates].</param>
    public double[] LogDensities(double[][] coordinates)
    {
        double[] logWeights = Array.ConvertAll(_weights, Math.Log);
        double[][] sums = Array.ConvertAll(coordinates[0], _ => (double[])logWeights.Clone());

        // The greatest of a candidate is at least that of the prior: what stays too far below it is lost in the sum.
        double[] least = [.. coordinates[0].Select((_, i) => Nothing + logWeights[^1] + _kernels.Zip(coordinates, (k, c) =>
            k.LogDensityOfPrior(c[i])).Sum())];
        double later = _kernels.Sum(k => k.Highest);
        for (int axis = 0; axis < _kernels.Length; axis++)
        {
            later -= _kernels[axis].Highest;
            _kernels[axis].AddLogDensities(coordinates[axis], sums, Array.ConvertAll(least, l => l - later - Slack));
        }

        return Array.ConvertAll(sums, LogSum);
    }

    private int Kernel(double unit)
    {
        double below = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            below += _weights[i];
            if (unit < below)
                return i;
        }

        return _weights.Length - 1;
    }

    // ln Σ exp, about the greatest, which is finite: the prior is everywhere.
    private static double LogSum(double[] logarithms)
    {
        double greatest = logarithms.Max(), sum = 0;
        foreach (double logarithm in logarithms)
            sum += logarithm - greatest < Nothing ? 0 : Math.Exp(logarithm - greatest);
        return greatest + Math.Log(sum);
    }
}
