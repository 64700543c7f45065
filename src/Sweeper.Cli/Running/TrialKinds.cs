using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Training.Kinds;

namespace Sweeper.Cli.Running;

/// <summary>The kinds of trials that experiments can describe.</summary>
internal static class TrialKinds
{
    /// <summary>The network comes last: every document that no other kind claims is its.</summary>
    public static ImmutableArray<ITrialKind> All { get; } = [NetworkTrialKind.Instance];

    /// <summary>Reads experiments of all kinds.</summary>
    public static ExperimentLoader Loader { get; } = new(All);
}
