namespace Sweeper.Sweeps.Attachments;

/// <summary>A fully connected layer: each unit has a weight for every input.</summary>
public sealed record DenseClassifierLayer : WeightedClassifierLayer;
