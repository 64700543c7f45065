using System.Collections.Immutable;

namespace Sweeper.Sweeps.Store;

/// <summary>The trials that a selection found.</summary>
/// <param name="Trials">Those that were asked for, in order.</param>
/// <param name="MatchCount">How many there would be without a limit.</param>
public sealed record SelectedTrials(ImmutableArray<SelectedTrial> Trials, int MatchCount);
