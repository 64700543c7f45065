using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Bayesian optimisation: fits a Gaussian process to the objectives and proposes where it expects the greatest improvement on
/// the best. With the kernel, the priors and the start-up of Optuna's GPSampler.
/// </summary>
/// <param name="goal">Whether small or great objectives are good.</param>
/// <param name="seed">The experiment's seed.</param>
public sealed class GpSampler(Goal goal, long seed) : ISampler
{
    private const int StartUpTrials = 10;

    public static SamplerKind Kind { get; } = new()
    {
        Name = "gp",
        Aliases = ["bayes"],
        Description = "models the objective and goes where it may improve most",
        Learner = (seed, goal) => new GpSampler(goal, seed),
        Settings = "1",
    };

    /// <summary>10: until so many trials are completed, values are drawn.</summary>
    public int Startup => StartUpTrials;

    /// <inheritdoc/>
    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        var axes = SamplerSpace.Of(space);
        var numbers = RandomDraws.For(seed, history.Count, "gp");
        var untried = new UntriedCells(axes, history);
        GpModel? model = IsStartUp(axes, history) ? null : GpModel.Of(axes, history, goal);
        IEnumerable<double[]> points = model is null
            ? [axes.Fill((axis, _) => axes.Axes[axis].Draw(numbers))]
            : new GpProposals(axes, model).Points(numbers);
        return untried.First(points, numbers);
    }

    /// <inheritdoc/>
    public bool LooksAtResults(IReadOnlyList<SampledTrial> history) =>
        history.Count(t => t.State == TrialState.Completed) >= StartUpTrials;

    /// <summary>What the model expects of cells, from all trials. Those that run are taken as good as the best.</summary>
    /// <param name="space">What may vary.</param>
    /// <param name="history">Every trial that was proposed so far, in the order of their numbers.</param>
    /// <returns>Says it of a cell of the space, tried or not; null while fewer trials are completed than the start-up has, and
    /// where none of them lies in the space. For one thread.</returns>
    public Func<HyperparameterValues, GpExpectation>? Model(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        var axes = SamplerSpace.Of(space);
        if (IsStartUp(axes, history) || GpModel.Of(axes, history, goal) is not GpModel model)
            return null;
        return cell => model.Expected(axes.PointOf(cell));
    }

    private static bool IsStartUp(SamplerSpace axes, IReadOnlyList<SampledTrial> history) =>
        history.Count(t => t.State == TrialState.Completed) < StartUpTrials || axes.Axes.All(a => a.IsSingle);
}

/// <summary>What a Gaussian process expects of the objective of a cell.</summary>
/// <param name="Mean">The objective that is expected.</param>
/// <param name="StandardDeviation">How far a trial may be from it, by what is not known and by chance.</param>
/// <param name="Gain">By how much a trial is expected to be better than the best; one that is worse counts as 0. Not
/// negative.</param>
public sealed record GpExpectation(double Mean, double StandardDeviation, double Gain)
{
    // Of a normal distribution, 95 % lie within so many standard deviations.
    private const double Bound = 1.959963984540054;

    /// <summary>The interval in which 95 % of trials lie.</summary>
    public (double Lower, double Upper) Interval
    {
        get => field == default ? (Mean - (Bound * StandardDeviation), Mean + (Bound * StandardDeviation)) : field;
        init;
    }
}
