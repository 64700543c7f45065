using Sweeper.Datasets;
using Sweeper.Datasets.Csv;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>The ranges of the settings of datasets.</summary>
internal static class DatasetRanges
{
    /// <summary>Images that are drawn for a part of the digits.</summary>
    public static NumberRange Digits { get; } = new(10, 1_000_000);

    public static NumberRange Classes { get; } = new(2, DatasetParts.MaxClasses);

    /// <summary>Pixels along a side of an image.</summary>
    public static NumberRange Side { get; } = new(1, 4096);

    /// <summary>What pixels are divided by: from leaving them as they are to hardly leaving anything.</summary>
    public static NumberRange PixelDivisor { get; } = new(1, 100_000);

    /// <summary>Columns by number, from 1.</summary>
    public static NumberRange Column { get; } = new(1, CsvImages.MaxColumns);

    /// <summary>Parts of the training set for cross-validation.</summary>
    public static NumberRange Folds { get; } = new(2, 1_000);

    /// <summary>Images trained on, where nothing says how many there are.</summary>
    public static NumberRange TrainLimit { get; } = new(1, Array.MaxLength);
}
