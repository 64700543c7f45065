namespace Sweeper.Datasets.Augmentation;

/// <summary>How far training images are moved, bent and mirrored at random; 0 leaves that out.</summary>
public sealed record AugmentationDefinition
{
    /// <summary>Pixels, to either side and up or down: each uniform in ±Shift.</summary>
    public double Shift { get; init; }

    /// <summary>Degrees, about the centre: uniform in ±Rotate.</summary>
    public double Rotate { get; init; }

    /// <summary>The size is divided by a factor uniform in 1 ± Scale; 0 … below 1.</summary>
    public double Scale { get; init; }

    /// <summary>Pixels to the side per pixel down: uniform in ±Shear.</summary>
    public double Shear { get; init; }

    /// <summary>The standard deviation, in pixels, of a smooth random displacement of each pixel.</summary>
    public double Elastic { get; init; }

    /// <summary>The probability, 0 … 1, that left and right are exchanged.</summary>
    public double Flip { get; init; }
}
