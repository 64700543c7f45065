namespace Sweeper.Cli.Tables;

/// <summary>An image and what it was taken for.</summary>
internal sealed record PredictedPicture
{
    public required string File { get; init; }

    /// <summary>Its place in the file, from 1; null where the file has one image.</summary>
    public required int? Row { get; init; }

    /// <summary>[height, width, channels] as the network saw it, 0 … 255: of grey images paper … ink, of colour images red, green and blue.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>The class it was taken for.</summary>
    public required int Class { get; init; }

    /// <summary>The probability of each class.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>The classes, the likeliest first.</summary>
    public IEnumerable<int> Ranked => Enumerable.Range(0, Probabilities.Length).OrderByDescending(c => c == Class).ThenByDescending(c => Probabilities[c]);
}
