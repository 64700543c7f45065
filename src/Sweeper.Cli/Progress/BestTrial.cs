using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>The best trial so far.</summary>
internal sealed record BestTrial(Trial Trial, double Objective);
