using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>Which hyperparameters a <see cref="TpeSampler"/> judges together.</summary>
public enum TpeModel
{
    /// <summary>Those that are in every cell, and each conditional one by itself.</summary>
    Joint,

    /// <summary>
    /// Those that are in every cell, and conditional ones with those that are there under the same conditions.
    /// </summary>
    Grouped,

    /// <summary>Each by itself.</summary>
    Independent,
}

/// <summary>
/// The tree-structured Parzen estimator: tells the best tenth of the trials from the others by how likely values are in each,
/// and proposes what is most likely in the first for how likely it is in the second. J. Bergstra, R. Bardenet, Y. Bengio, B.
/// Kégl: "Algorithms for Hyper-Parameter Optimization" (2011), with the settings of Optuna 5. Trials that are not done count
/// among the others, so that what runs is not proposed again; those that diverged do as well. Failed ones are ignored.
/// </summary>
public sealed class TpeSampler : ISampler
{
    private const int StartUpTrials = 10;
    private const int Candidates = 24;
    private const double BestShare = 0.1;
    private const int MostBest = 25;

    private readonly Goal _goal;
    private readonly TpeModel _model;
    private readonly Func<int, bool, IRandomNumbers> _numbers;

    public static SamplerKind Kind { get; } = new()
    {
        Name = "tpe",
        Description = "learns which values the best trials have and draws more of them",
        Learner = (seed, goal) => new TpeSampler(goal, seed),
        Settings = "1",
    };

    /// <param name="goal">Whether small or great objectives are good.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="model">What is judged together.</param>
    public TpeSampler(Goal goal, long seed, TpeModel model = TpeModel.Joint)
        : this(goal, model, (proposal, _) => RandomDraws.For(seed, proposal, "tpe"))
    {
    }

    /// <param name="goal">Whether small or great objectives are good.</param>
    /// <param name="model">What is judged together.</param>
    /// <param name="numbers">The random numbers for a proposal, from 0, and for whether it is one of the start-up.</param>
    internal TpeSampler(Goal goal, TpeModel model, Func<int, bool, IRandomNumbers> numbers) =>
        (_goal, _model, _numbers) = (goal, model, numbers);

    /// <summary>10: until so many trials are completed, pruned or diverged, values are drawn.</summary>
    public int Startup => StartUpTrials;

    /// <inheritdoc/>
    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        var axes = SamplerSpace.Of(space);
        int finished = history.Count(IsFinished);
        bool isStartUp = finished < StartUpTrials;
        IRandomNumbers numbers = _numbers(history.Count, isStartUp);
        var untried = new UntriedCells(axes, history);
        if (isStartUp)
            return untried.First([axes.Fill((axis, _) => axes.Axes[axis].Draw(numbers))], numbers);
        var proposals = new TpeProposals(axes, Parts(axes), Split(axes, history, finished), Candidates);
        return untried.First(proposals.Points(numbers), numbers);
    }

    private static bool IsFinished(SampledTrial trial) => trial.State.IsDone();

    /// <summary>The points of the best trials and of the others, each in the order of their numbers.</summary>
    private (double[][] Best, double[][] Others) Split(SamplerSpace axes, IReadOnlyList<SampledTrial> history, int finished)
    {
        int bestCount = Math.Min((int)Math.Ceiling(BestShare * finished), MostBest);
        double sign = _goal == Goal.Minimize ? 1 : -1;
        HashSet<int> best =
        [
            .. Enumerable.Range(0, history.Count)
                .Where(i => history[i].State.IsRanked() && history[i].Objective is double value && !double.IsNaN(value))
                .OrderBy(i => history[i].State == TrialState.Completed ? 0 : 1)
                .ThenBy(i => history[i].State == TrialState.Completed ? 0 : -history[i].LastEpoch)
                .ThenBy(i => sign * history[i].Objective)
                .Take(bestCount),
        ];
        ILookup<bool, double[]> points = Enumerable.Range(0, history.Count)
            .Where(i => history[i].State != TrialState.Failed)
            .ToLookup(best.Contains, i => axes.PointOf(history[i].Values));
        return ([.. points[true]], [.. points[false]]);
    }

    /// <summary>The axes that are judged together, by name.</summary>
    private int[][] Parts(SamplerSpace axes) =>
    [
        .. from axis in Enumerable.Range(0, axes.Axes.Length)
           where !axes.Axes[axis].IsSingle
           group axis by _model switch
           {
               TpeModel.Joint when axes.IsEverywhere(axis) => "",
               TpeModel.Grouped => axes.IsEverywhere(axis) ? "" : axes.Presence(axis),
               _ => axes.Axes[axis].Name,
           }
           into part
           select part.OrderBy(i => axes.Axes[i].Name, StringComparer.Ordinal).ToArray(),
    ];
}
