using Sweeper.Datasets.Augmentation;
using Sweeper.Datasets.Splits;
using Sweeper.Neural.Images;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.SavedModels;

/// <summary>
/// Measures how well a saved network does the more its images are moved, turned or made noisy. The same network and images give
/// the same curves.
/// </summary>
public static class RobustnessMeasurement
{
    // The 10,000 images of MNIST's test set are measured whole by networks of usual size; of more, of larger ones, or by larger
    // networks, as many as have so many numbers and take so many multiplications.
    private const long MostValues = 10_000 * 28 * 28;
    private const long MostMultiplications = 10_000L * 4_000_000;

    private static readonly (TransformationKind Kind, string Unit, double[] Amounts)[] Disturbances =
    [
        (TransformationKind.ShiftRight, "pixels to the right", [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        (TransformationKind.ShiftDown, "pixels down", [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        (TransformationKind.Rotate, "degrees clockwise", [-40, -30, -20, -10, 0, 10, 20, 30, 40]),
        (TransformationKind.Noise, "standard deviation of the noise", [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
    ];

    private static ImageTransformation[] Transformations =>
        [.. Disturbances.SelectMany(d => d.Amounts.Where(a => a != 0).Select(a => new ImageTransformation(d.Kind, a)))];

    /// <summary>How many times the images are classified, once for each disturbance.</summary>
    public static int Steps { get; } = Transformations.Length;

    /// <summary>The curves of a network.</summary>
    /// <param name="load">Gives the network, to each thread one of its own.</param>
    /// <param name="images">The test images; at least one.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="stepDone">Called after each of the <see cref="Steps"/>, on several threads.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static Robustness Of(
        Func<SavedNetwork> load, LabelledImages images, int classes, Action stepDone, CancellationToken cancellationToken)
    {
        SavedNetwork first = load();
        int most = (int)Int128.Max(
            1, Int128.Min(MostValues / images.ValueCount, MostMultiplications / Int128.Max(1, first.Multiplications)));
        LabelledImages some = images.Count <= most
            ? images
            : images.Pick(StratifiedSplit.Sample(images.Labels, classes, most, seed: 1));
        double plain = first.Classify(new ImageSubset(some)).Accuracy;
        ImageTransformation[] transformations = Transformations;
        var accuracies = new double[transformations.Length];
        Parallel.For(
            0,
            transformations.Length,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            load,
            (i, _, network) =>
            {
                accuracies[i] = network.Classify(new ImageSubset(transformations[i].Apply(some))).Accuracy;
                stepDone();
                return network;
            },
            _ => { });
        Dictionary<ImageTransformation, double> measured = transformations.Zip(accuracies)
            .ToDictionary(p => p.First, p => p.Second);
        return new Robustness
        {
            Subset = "test",
            Count = some.Count,
            Accuracy = plain,
            Curves =
            [
                .. Disturbances.Select(d => new RobustnessCurve
                {
                    Disturbance = d.Kind.Name(),
                    Unit = d.Unit,
                    Points = [.. d.Amounts.Select(
                        a => new RobustnessPoint(a, a == 0 ? plain : measured[new ImageTransformation(d.Kind, a)]))],
                }),
            ],
        };
    }
}
