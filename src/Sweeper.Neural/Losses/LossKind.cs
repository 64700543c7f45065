namespace Sweeper.Neural.Losses;

/// <summary>The losses a network can be trained on.</summary>
public enum LossKind
{
    CrossEntropy,
    BinaryCrossEntropy,
    MeanSquaredError,
}
