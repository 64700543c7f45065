using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Samplers.Surrogates;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// What a Gaussian process makes of the trials of a sweep. A trial that diverged counts as the worst that was completed, and so
/// does an infinite objective, to its side; a pruned one with the objective that it reached, if that is no worse. Failed ones
/// are ignored.
/// </summary>
internal sealed class GpModel
{
    // Of more, the best half and the newest half of so many: the time for a proposal grows with the cube.
    private const int MostTrials = 500;
    private const int MostFitted = 150;

    // With many hyperparameters fewer: so many differences of values between trials.
    private const double MostDifferences = 4e6;
    private const double LeastDeviation = 1e-10;

    private readonly double _sign;
    private readonly double _center;
    private readonly double _deviation;

    private GpModel(SamplerSpace space, IReadOnlyList<SampledTrial> history, Observed[] observed, double sign)
    {
        _sign = sign;
        Features = new GpFeatures(space);
        (_center, _deviation) = Moments(observed);
        double[] values = Array.ConvertAll(observed, o => (o.Value - _center) / _deviation);
        int best = observed.Select((o, i) => (o.IsCompleted, o.Value, i)).Max().i;
        (BestPoint, Best) = (observed[best].Point, values[best]);

        // Those that run are taken to become the best: they need not be tried again.
        double[][] running =
        [
            .. from trial in history
               where trial.State is TrialState.Waiting or TrialState.Running or TrialState.Interrupted
               select space.PointOf(trial.Values) into point
               where IsKnown(space, point)
               select Features.Of(point),
        ];
        Process = new GaussianProcess(
            [.. observed.Select(o => Features.Of(o.Point)), .. running],
            [.. values, .. running.Select(_ => Best)],
            Fitted(observed));
    }

    /// <summary>The model; null when no trial is completed whose values the space has.</summary>
    /// <param name="space">What may vary; at least one axis with a choice.</param>
    /// <param name="history">All trials.</param>
    /// <param name="goal">Whether small or great objectives are good.</param>
    public static GpModel? Of(SamplerSpace space, IReadOnlyList<SampledTrial> history, Goal goal)
    {
        double sign = goal == Goal.Minimize ? -1 : 1;
        Observed[] observed = Chosen([.. Observations(space, history, sign)], MostTrials);
        return observed.Any(o => o.IsCompleted) ? new GpModel(space, history, observed, sign) : null;
    }

    public GpFeatures Features { get; }

    /// <summary>Of standardised values, of which the greater are better.</summary>
    public GaussianProcess Process { get; }

    /// <summary>The best value.</summary>
    public double Best { get; }

    /// <summary>Where it was.</summary>
    public double[] BestPoint { get; }

    /// <summary>What is expected of a point, in the unit of the objective.</summary>
    public GpExpectation Expected(double[] point)
    {
        (double mean, double variance) = Process.Predict(Features.Of(point));
        double gain = Math.Exp(ExpectedImprovement.Of(mean, variance, Best).Logarithm);
        return new GpExpectation(
            _sign * ((mean * _deviation) + _center), Math.Sqrt(variance + Process.Kernel.Noise) * _deviation, gain * _deviation);
    }

    private static IEnumerable<Observed> Observations(SamplerSpace space, IReadOnlyList<SampledTrial> history, double sign)
    {
        double[] completed =
        [
            .. history.Where(t => t.State == TrialState.Completed).Select(t => sign * t.Objective ?? double.NaN)
                .Where(double.IsFinite),
        ];
        (double worst, double best) = completed.Length == 0 ? (0, 0) : (completed.Min(), completed.Max());
        foreach (SampledTrial trial in history.Where(t => t.State.IsDone()))
        {
            double[] point = space.PointOf(trial.Values);
            if (!IsKnown(space, point))
                continue;
            double value = trial.State == TrialState.Diverged ? double.NaN : sign * trial.Objective ?? double.NaN;
            yield return new Observed(
                point, double.IsNaN(value) ? worst : Math.Clamp(value, worst, best), trial.State == TrialState.Completed);
        }
    }

    private static bool IsKnown(SamplerSpace space, double[] point) =>
        Enumerable.Range(0, point.Length).All(
            axis => !double.IsNaN(point[axis]) || !space.IsEverywhere(axis) || space.Axes[axis].IsSingle);

    /// <summary>The best half of so many, and the newest of the others.</summary>
    private static Observed[] Chosen(Observed[] observed, int most)
    {
        if (observed.Length <= most)
            return observed;
        HashSet<int> best = [.. Enumerable.Range(0, observed.Length).OrderByDescending(i => observed[i].Value).Take(most / 2)];
        int[] newest = [.. Enumerable.Range(0, observed.Length).Where(i => !best.Contains(i)).TakeLast(most - best.Count)];
        return [.. best.Concat(newest).Order().Select(i => observed[i])];
    }

    // Divided by the greatest first, so that squares of great numbers remain finite.
    private static (double Center, double Deviation) Moments(Observed[] observed)
    {
        double greatest = Math.Max(observed.Max(o => Math.Abs(o.Value)), double.Epsilon);
        double center = observed.Average(o => o.Value / greatest);
        double deviation = Math.Sqrt(observed.Average(o => ((o.Value / greatest) - center) * ((o.Value / greatest) - center)));
        return (center * greatest, Math.Max(LeastDeviation, deviation) * greatest);
    }

    private GpKernel Fitted(Observed[] observed)
    {
        int most = (int)Math.Min(MostFitted, Math.Sqrt(MostDifferences / Features.AxisCount));
        Observed[] fitted = Chosen(observed, most);
        return new GpFit(
            [.. fitted.Select(o => Features.Of(o.Point))],
            [.. fitted.Select(o => (o.Value - _center) / _deviation)],
            Features.AxisOfColumns(),
            Features.NumberColumns).Kernel();
    }

    /// <summary>What is known of a trial: its point and its value, of which the greater are better.</summary>
    private sealed record Observed(double[] Point, double Value, bool IsCompleted);
}
