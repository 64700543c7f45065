namespace Sweeper.Neural.Training;

/// <summary>How well a network does on some images.</summary>
/// <param name="Loss">The mean loss per image.</param>
/// <param name="Accuracy">The share of images whose largest output is that of their class: 0 … 1.</param>
public readonly record struct SubsetMetrics(double Loss, double Accuracy);
