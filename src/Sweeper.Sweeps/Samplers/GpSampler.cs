using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Bayesian optimisation: fits a Gaussian process to the objectives and proposes where it expects the greatest improvement on the best. With
/// the kernel, the priors and the start-up of Optuna's GPSampler.
/// </summary>
/// <param name="goal">Whether small or great objectives are good.</param>
/// <param name="seed">The experiment's seed.</param>
public sealed class GpSampler(Goal goal, long seed) : ISampler
{
    /// <summary>So many trials must be completed before the results of trials are looked at.</summary>
    public const int StartUpTrials = 10;

    /// <inheritdoc/>
    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        var axes = SamplerSpace.Of(space);
        var numbers = RandomDraws.For(seed, history.Count, "gp");
        var untried = new UntriedCells(axes, history);
        bool isStartUp = history.Count(t => t.State == TrialState.Completed) < StartUpTrials || axes.Axes.All(a => a.IsSingle);
        IEnumerable<double[]> points = isStartUp
            ? [axes.Fill((axis, _) => axes.Axes[axis].Draw(numbers))]
            : new GpProposals(axes, new GpModel(axes, history, goal)).Points(numbers);
        return untried.First(points, numbers);
    }
}
