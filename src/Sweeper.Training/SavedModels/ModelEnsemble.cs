using Sweeper.Neural.Images;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.SavedModels;

/// <summary>Several saved networks whose probabilities are averaged.</summary>
public sealed record ModelEnsemble
{
    /// <summary>How many of the best trials are asked when nobody says.</summary>
    public const int UsualSize = 5;

    /// <summary>How well each network does by itself, in the order given.</summary>
    public required IReadOnlyList<SubsetMetrics> Members { get; init; }

    /// <summary>The share of the images that all of them together read right, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Asks the networks, one after the other.</summary>
    /// <param name="networks">At least one; all of them with the same classes.</param>
    /// <param name="images">At least one.</param>
    public static ModelEnsemble Of(IEnumerable<SavedNetwork> networks, LabelledImages images)
    {
        var subset = new ImageSubset(images);
        List<SubsetMetrics> members = [];
        float[] sums = [], own = [];
        SavedNetwork? last = null;
        foreach (SavedNetwork network in networks)
        {
            int length = checked(images.Count * network.ClassNames.Length);
            if (sums.Length == 0)
                (sums, own) = (new float[length], new float[length]);
            members.Add(network.Classify(subset, default, own));
            for (int i = 0; i < sums.Length; i++)
                sums[i] += own[i];
            last = network;
        }

        ArgumentNullException.ThrowIfNull(last, nameof(networks));
        byte[] predictions = Largest(sums, images.Count);
        ConfusionMatrix confusion = last.Count(predictions, images.Labels, "test");
        return new ModelEnsemble
        {
            Members = members,
            Accuracy = confusion.Counts.Select((row, label) => (double)row[label]).Sum() / images.Count,
            Confusion = confusion,
        };
    }

    /// <summary>The numbers alone, to be kept with a trial.</summary>
    /// <param name="trials">The number of each member, in the same order.</param>
    /// <param name="count">How many images they were asked about.</param>
    public EnsembleGain ToGain(IEnumerable<int> trials, int count) => new()
    {
        Subset = "test",
        Count = count,
        Members = [.. trials.Zip(Members, (trial, metrics) => new EnsembleMember(trial, metrics.Accuracy))],
        Accuracy = Accuracy,
    };

    // The first of the largest, as for a single network.
    private static byte[] Largest(float[] sums, int count)
    {
        int classes = sums.Length / count;
        byte[] predictions = new byte[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = sums.AsSpan(i * classes, classes);
            for (int j = 1; j < classes; j++)
            {
                if (row[j] > row[predictions[i]])
                    predictions[i] = (byte)j;
            }
        }

        return predictions;
    }
}
