namespace Sweeper.Sweeps.Attachments;

/// <summary>The predictions about as sure as one another.</summary>
/// <param name="Lower">They are surer than this …</param>
/// <param name="Upper">… and at most as sure as this: probabilities, 0 … 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="MeanConfidence">The mean probability of what was predicted; null where there are none.</param>
/// <param name="Accuracy">The share that is right; null where there are none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double? MeanConfidence, double? Accuracy);
