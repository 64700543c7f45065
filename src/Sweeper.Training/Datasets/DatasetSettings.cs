using System.Globalization;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>Which dataset an experiment trains on, and which part of it.</summary>
public abstract record DatasetSettings
{
    /// <summary>Makes inputs of 0 … 1.</summary>
    public const double DefaultPixelDivisor = 255;

    private protected DatasetSettings()
    {
    }

    /// <summary>The name experiments call it by.</summary>
    public abstract string Name { get; }

    /// <summary>What it has many of.</summary>
    public virtual string Noun => "images";

    /// <summary>
    /// Images of the training set before anything is held out of it, at least 1; null where only the files say.
    /// </summary>
    public abstract int? TrainCount { get; }

    /// <summary>Images of the test set, at least 1; null where only the files say.</summary>
    public abstract int? TestCount { get; }

    /// <summary>What a network is given for an image; null where only the files say.</summary>
    public virtual FeatureShape? InputShape => new FeatureShape(28, 28, 1);

    /// <summary>The inputs of a network: the channels of all pixels of an image; null where only the files say.</summary>
    public virtual long? InputCount => InputShape?.Count;

    /// <summary>Classes, which are the outputs of a network; null where only the files say.</summary>
    public virtual int? ClassCount => 10;

    /// <summary>
    /// What else about the dataset decides results and does not show in the checksum of its images, as a part of the plan's
    /// fingerprint; its form never changes.
    /// </summary>
    internal virtual string FingerprintText => "-";

    /// <summary>How much of the training set is held out for validation.</summary>
    public required ValidationSize Validation { get; init; }

    /// <summary>
    /// Into how many folds the training set is divided, each held out for validation by a trial of its own; null without
    /// cross-validation. With folds, <see cref="Validation"/> has no meaning.
    /// </summary>
    public int? Folds { get; init; }

    /// <summary>At most so many images are trained on, after the validation images are held out; null for all of them.</summary>
    public required int? TrainLimit { get; init; }

    /// <summary>Pixels 0 … 255 are divided by it to become inputs.</summary>
    public double PixelDivisor { get; init; } = DefaultPixelDivisor;

    /// <summary>
    /// The images held out for validation, 0 when there are none; null where only the files say. Of folds, those of the largest.
    /// </summary>
    public int? ValidationCount => TrainCount is int count ? HeldOutOf(count) : Folds is null ? Validation.Count : null;

    /// <summary>The images trained on, at least 1; null where only the files say.</summary>
    public int? TrainingCount =>
        TrainCount - ValidationCount is int count ? Math.Min(TrainLimit ?? int.MaxValue, count) : TrainLimit;

    /// <summary>How many of so many training images are held out for validation; of folds, those of the largest.</summary>
    public int HeldOutOf(int trainCount) =>
        Folds is int folds ? (trainCount + folds - 1) / folds : Validation.CountOf(trainCount);

    /// <summary>The dataset in a line, such as <c>digits: 10,000 train, 2,000 test images, seed 42</c>.</summary>
    public virtual string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {TrainCount:N0} train, {TestCount:N0} test images");
}
