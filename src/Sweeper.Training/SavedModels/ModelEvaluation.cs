using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.SavedModels;

/// <summary>How well a saved network does on a test set, as it is or transformed.</summary>
public sealed record ModelEvaluation
{
    /// <summary>What was done to the images; null for the images as they are.</summary>
    public required ImageTransformation? Transformation { get; init; }

    public required SubsetMetrics Metrics { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Measures a network.</summary>
    /// <param name="network">What is measured.</param>
    /// <param name="images">The images as they are; at least one.</param>
    /// <param name="transformation">What is done to them first; null for nothing.</param>
    public static ModelEvaluation Of(SavedNetwork network, LabelledImages images, ImageTransformation? transformation)
    {
        LabelledImages transformed = transformation?.Apply(images) ?? images;
        byte[] predictions = new byte[transformed.Count];
        SubsetMetrics metrics = network.Classify(new ImageSubset(transformed), predictions);
        return new ModelEvaluation
        {
            Transformation = transformation,
            Metrics = metrics,
            Confusion = network.Count(predictions, transformed.Labels, "test"),
        };
    }
}
