using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>What the details of a trial show of it as a classifier of images.</summary>
public sealed record TrialPictures
{
    // Text that a report spends on all trials together, so that it stays small enough to send.
    private const long MostCharacters = 1_200_000;
    private const int MostUnits = 24;
    private const int CharactersPerExample = 40;

    /// <summary>The number of the trial.</summary>
    public required int Trial { get; init; }

    /// <summary>Whether it is as often right as it says; null when that is not known.</summary>
    public required Calibration? Calibration { get; init; }

    /// <summary>Images that it read wrong and right; null when there are none.</summary>
    public required ClassifierExamples? Examples { get; init; }

    /// <summary>The weights of its first layer; null when it saved no model that can be read.</summary>
    public required WeightChart? FirstLayer { get; init; }

    /// <summary>
    /// Reads what there is of the best trials, as many as there is room for: those whose images have the size and classes of
    /// the first.
    /// </summary>
    /// <param name="trials">Their numbers, the best first.</param>
    /// <param name="read">Gives what there is of a trial.</param>
    public static ImmutableArray<TrialPictures> Read(IEnumerable<int> trials, Func<int, ClassifierFindings> read)
    {
        var pictures = ImmutableArray.CreateBuilder<TrialPictures>();
        var images = new HashSet<int>();
        long characters = 0;
        foreach (int trial in trials)
        {
            TrialPictures own = Of(trial, read(trial));
            if (own is { Calibration: null, Examples: null, FirstLayer: null }
                || (pictures.Count > 0 && !own.FitsWith(pictures[0])))
                continue;
            characters += own.Characters(images);
            if (characters > MostCharacters)
                break;
            pictures.Add(own);
        }

        return pictures.DrainToImmutable();
    }

    private static TrialPictures Of(int trial, ClassifierFindings findings) => new()
    {
        Trial = trial,
        Calibration = findings.Calibration?.Bins.Any(b => b.Count > 0) == true ? findings.Calibration : null,
        Examples = findings.Examples,
        FirstLayer = findings.Network is LayeredClassifier network ? FirstLayerFigure.Of(network, MostUnits) : null,
    };

    private bool FitsWith(TrialPictures first) =>
        (Examples?.Width, Examples?.Height, Examples?.Channels, Examples?.Subset) == (first.Examples?.Width,
            first.Examples?.Height, first.Examples?.Channels, first.Examples?.Subset)
        && (Examples?.Classes ?? []).SequenceEqual(first.Examples?.Classes ?? []);

    // Weights have a byte, and base64 a third more; an image that several trials have is written once.
    private long Characters(HashSet<int> images)
    {
        long examples = Examples is null
            ? 0
            : Examples.Errors.Concat(Examples.Hits).Sum(e => CharactersPerExample
                + (images.Add(e.Index) ? PackedImage.Of(e.Pixels, Examples.Width, Examples.Channels).Length : 0L));
        return examples + (FirstLayer?.Units.Sum(u => u.Shares.Length * 4L / 3) ?? 0);
    }
}
