namespace Sweeper.Sweeps.Attachments;

/// <summary>How well a classifier does at one strength of a disturbance.</summary>
/// <param name="Amount">The strength, in the unit of its curve; 0 leaves the examples as they are.</param>
/// <param name="Accuracy">The share of the examples that it reads right, 0 … 1.</param>
public readonly record struct RobustnessPoint(double Amount, double Accuracy);
