using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Testing;

/// <summary>
/// A sampler that learns and can be followed by hand, for spaces of listed numbers: two cells from both ends of the grid, then
/// the untried cell next to the best. For each trial that runs or has failed it passes one over, so that it shows when these are
/// not what they were.
/// </summary>
public sealed class NearBestSampler(Goal goal) : ISampler
{
    public static SamplerKind Kind { get; } = new()
    {
        Name = "near",
        Aliases = ["nearest"],
        Description = "goes on next to the best",
        Learner = (_, goal) => new NearBestSampler(goal),
        Settings = "startup 2",
    };

    /// <summary>The samplers that there are, and this one.</summary>
    public static IEnumerable<SamplerKind> AndOthers => [.. SamplerKinds.All, Kind];

    public int Startup => 2;

    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        HyperparameterValues[] untried =
            [.. new GridSampler().Sample(space).Where(c => !space.Excludes(c) && history.All(t => !t.Values.Equals(c)))];
        if (untried.Length == 0 || history.Count < Startup)
            return history.Count == 0 ? untried.FirstOrDefault() : untried.LastOrDefault();
        IEnumerable<SampledTrial> known = history.Where(t => t.Objective is not null);
        SampledTrial? best = goal == Goal.Maximize ? known.MaxBy(t => t.Objective) : known.MinBy(t => t.Objective);
        int passed = history.Count(t => t.State is TrialState.Running or TrialState.Failed);
        return untried.OrderBy(c => best is null ? 0 : Distance(c, best.Values)).ElementAt(Math.Min(passed, untried.Length - 1));
    }

    private static double Distance(HyperparameterValues one, HyperparameterValues other) => (
        from entry in one
        let number = (entry.Value as NumberValue)?.Number
        where number is not null && other.Find(entry.Key) is NumberValue
        select Math.Abs(number.Value - ((NumberValue)other[entry.Key]).Number)).Sum();
}
