using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Programs.Kinds;

/// <summary>The metrics of programs: any.</summary>
internal sealed class ProgramMetrics : MetricTable
{
    public override ImmutableArray<string>? Names => null;

    public override string DefaultText => "none: nothing is ranked then";

    public override string GoalText => "minimize";

    public override Goal? NaturalGoal(string metric) => null;

    public override Goal? GoalWhenLeftOut(string metric) => Goal.Minimize;
}
