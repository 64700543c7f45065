using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>Looks at recorded sweeps as searches.</summary>
/// <param name="loader">Reads their experiments.</param>
/// <param name="reader">Where they are recorded.</param>
public sealed class RecordedSearches(ExperimentLoader loader, ISweepReader reader) : ISearchSource
{
    /// <summary>So many cells are proposed.</summary>
    public const int Proposed = 3;

    // Of more trials, a model and what it would try next take seconds.
    private const int MostTrials = 2_000;

    /// <inheritdoc/>
    public SearchFindings? Find(SweepRecord sweep, ImmutableArray<TrialRecord> trials)
    {
        if (FindExperiment(sweep) is not { Objective.IsNone: false } experiment)
            return null;
        bool isUsedUp = experiment is { Method.TakesRanges: false, RunCap: null } && sweep.Further == 0
            && trials.All(t => t.State != TrialState.Waiting);
        NextCells? next = trials.Length <= MostTrials && !isUsedUp ? new NextCells(sweep, experiment, trials) : null;

        // The cells of a grid have all been tried, or will be: its own heatmap says more than a model.
        bool isModelled = next is not null && experiment.Method.TakesRanges;
        ImmutableArray<ExpectedCell> proposals = Proposals(next);
        return new SearchFindings
        {
            Sampler = experiment.Method.Name,
            Learns = SweepPlanner.GrowthOf(experiment) is { Sampler: var sampler } && sampler.Startup < MostTrials
                && experiment.Method.Learner is not null,
            StartUp = StartUp(experiment, trials),
            Space = isModelled ? experiment.Space : new SearchSpace { Hyperparameters = [] },
            Model = isModelled ? next!.Model : null,
            Next = proposals,
            Narrowed = Narrow(experiment, sweep, trials, () => !proposals.IsEmpty || next is { HasUntried: true }),
        };
    }

    private Experiment? FindExperiment(SweepRecord sweep)
    {
        try
        {
            return RecordedExperiment.Find(sweep, loader) is Experiment experiment
                ? EarlierSweeps.Resolve(experiment, reader, sweep) : null;
        }
        catch (SweeperException)
        {
            // Its history is not there any more.
            return null;
        }
    }

    private static ImmutableArray<ExpectedCell> Proposals(NextCells? next)
    {
        try
        {
            return next?.Propose(Proposed) ?? [];
        }
        catch (SweeperException)
        {
            // Nothing is left to try, or too little is known: there is nothing to say then.
            return [];
        }
    }

    private string? Narrow(Experiment experiment, SweepRecord sweep, ImmutableArray<TrialRecord> trials, Func<bool> hasUntried)
    {
        if (trials.FirstOrDefault(t => t.Number == sweep.BestTrial) is not TrialRecord best)
            return null;
        try
        {
            return NarrowedExperiment.WriteUntried(experiment, sweep.Reference, best, hasUntried, loader);
        }
        catch (SweeperException)
        {
            // There is nothing to say then.
            return null;
        }
    }

    // Those up to the first proposal that looked at results.
    private static ImmutableHashSet<int> StartUp(Experiment experiment, ImmutableArray<TrialRecord> trials)
    {
        if (experiment.Method.Learner is null || SweepPlanner.GrowthOf(experiment) is not PlanGrowth growth)
            return [.. trials.Select(t => t.Number)];
        TrialRecord? first = trials.Where(t => t.Proposal is not null).DistinctBy(t => t.Values)
            .FirstOrDefault(t => growth.Sampler.LooksAtResults(RecordedGrowth.KnownBefore(growth, trials, t).Told));
        return [.. trials.Select(t => t.Number).TakeWhile(n => n != first?.Number)];
    }
}
