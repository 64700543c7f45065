namespace Sweeper.Neural.Layers;

/// <summary>A layer that computes something else while it is trained.</summary>
internal interface ITrainingLayer
{
    /// <summary>Whether the next forward passes are part of training; false at first.</summary>
    bool IsTraining { get; set; }
}
