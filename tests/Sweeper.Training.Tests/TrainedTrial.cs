using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Tests;

/// <summary>A trial and everything that came of it.</summary>
internal sealed record TrainedTrial(
    Trial Trial, ImmutableArray<EpochMetrics> Epochs, TrialResult Result, int? BestEpoch, EpochDecision? End)
{
    public double FinalMetric(string name) => Result.FinalMetrics.Single(m => m.Metric == name).Value;

    public TrialAttachment? Attachment(string name) => Result.Attachments.SingleOrDefault(a => a.Name == name);
}
