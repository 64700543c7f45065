using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Spreads its proposals evenly over the space, without looking at results: the points of a scrambled Sobol sequence, a
/// dimension for each hyperparameter, through the quantiles of its distribution.
/// </summary>
/// <param name="seed">The experiment's seed.</param>
public sealed class SobolSampler(long seed) : ISampler
{
    // So many points are tried before one whose cell nobody had.
    private const int Points = 256;

    public static SamplerKind Kind { get; } = new()
    {
        Name = "sobol",
        Description = "spreads them evenly",
        Learner = (seed, _) => new SobolSampler(seed),
        Settings = "1",
    };

    /// <inheritdoc/>
    public int Startup => int.MaxValue;

    /// <inheritdoc/>
    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        var axes = SamplerSpace.Of(space);
        IEnumerable<double[]> points = Enumerable.Range(history.Count, Points).Select(
            index => axes.Fill((axis, _) => axes.Axes[axis].Quantile(SobolSequence.Scrambled((uint)index, axis, seed))));
        return new UntriedCells(axes, history).First(points, RandomDraws.For(seed, history.Count, "sobol"));
    }
}
