using System.Globalization;

namespace Sweeper.Training.Datasets;

/// <summary>Where the test set of a user's own files comes from: other files, or a part of the training files.</summary>
public sealed record TestSetSettings
{
    /// <summary>
    /// The seed of the choice when none is given. It does not follow the experiment's seed: repeating an experiment with another
    /// one is measured on the same images.
    /// </summary>
    public const long DefaultSeed = 42;

    /// <summary>A tenth of the training files.</summary>
    public static TestSetSettings Default { get; } = new() { HeldOut = ValidationSize.Default };

    /// <summary>The file or folder with the test set; null where a part of the training files is held out.</summary>
    public string? Path { get; init; }

    /// <summary>How much of the training files is held out, where there is no path.</summary>
    public ValidationSize HeldOut { get; init; }

    /// <summary>0 … 2⁵³; which images are held out follows from it.</summary>
    public long Seed { get; init; } = DefaultSeed;

    /// <summary><c>tested on test.csv</c>, or <c>0.1 of it held out for testing, seed 42</c>.</summary>
    /// <param name="noun">What is held out.</param>
    public string Describe(string noun = "images")
    {
        if (Path is not null)
            return $"tested on {Path}";
        string amount = HeldOut.Count is null ? $"{HeldOut} of it" : $"{HeldOut} {noun}";
        return string.Create(CultureInfo.InvariantCulture, $"{amount} held out for testing, seed {Seed}");
    }
}
