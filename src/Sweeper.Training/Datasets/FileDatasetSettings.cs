using System.Globalization;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>
/// A dataset in files of the user's own. How many images they hold is known only once they are read. Relative paths are relative
/// to the data folder; nothing is written.
/// </summary>
public abstract record FileDatasetSettings : DatasetSettings
{
    private protected FileDatasetSettings()
    {
    }

    public sealed override int? TrainCount => null;

    public sealed override int? TestCount => null;

    /// <summary>The file or folder with the training images, as the experiment names it.</summary>
    public abstract string Source { get; }

    /// <summary>Classes, 2 … 256; null to see from the files.</summary>
    public int? Classes { get; init; }

    public override FeatureShape? InputShape => null;

    public override int? ClassCount => Classes;

    // Files may be moved without becoming another dataset: the checksum of their images says what they are.
    internal override string FingerprintText =>
        Classes is int classes ? string.Create(CultureInfo.InvariantCulture, $"classes {classes}") : "-";

    public abstract override string Describe();
}
