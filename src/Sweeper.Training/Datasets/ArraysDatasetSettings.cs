using Sweeper.Datasets.Arrays;

namespace Sweeper.Training.Datasets;

/// <summary>Images in arrays with names: several of NumPy in an npz file, or of MATLAB in a mat file.</summary>
/// <param name="Kind">Which of them: <see cref="Npz"/> or <see cref="Mat"/>.</param>
public sealed record ArraysDatasetSettings(string Kind) : FileDatasetSettings
{
    public const string Npz = "npz";
    public const string Mat = "mat";

    public override string Name => Kind;

    public override string Source => Train;

    /// <summary>The file with the training images.</summary>
    public required string Train { get; init; }

    /// <summary>What its arrays are called.</summary>
    public required ArrayNames Names { get; init; }

    /// <summary>Null for the test arrays of the same file, or a tenth of the training images where it has none.</summary>
    public required TestSetSettings? Test { get; init; }

    public override string Describe() =>
        $"{Name}: {Train}, {Test?.Describe() ?? $"tested on its test images, or else {TestSetSettings.Default.Describe()}"}";
}

/// <summary>Images in npy files of NumPy, one with the pixels and one with the labels.</summary>
public sealed record NpyDatasetSettings : FileDatasetSettings
{
    public const string DatasetName = "npy";

    public override string Name => DatasetName;

    public override string Source => Images;

    /// <summary>The file with the pixels of the training images.</summary>
    public required string Images { get; init; }

    /// <summary>The file with their labels.</summary>
    public required string Labels { get; init; }

    /// <summary>The file with the pixels of the test images; null where some of the training images are held out.</summary>
    public required string? TestImages { get; init; }

    /// <summary>The file with their labels.</summary>
    public required string? TestLabels { get; init; }

    /// <summary>What is held out where there are no test files.</summary>
    public required TestSetSettings Test { get; init; }

    public override string Describe() =>
        $"{Name}: {Images}, {Labels}, {(TestImages is null ? Test.Describe() : $"tested on {TestImages}, {TestLabels}")}";
}
