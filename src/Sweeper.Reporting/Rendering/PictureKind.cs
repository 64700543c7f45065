namespace Sweeper.Reporting.Rendering;

/// <summary>A kind of picture file.</summary>
public enum PictureKind
{
    /// <summary>Scalable Vector Graphics, which keep their sharpness at any size.</summary>
    Svg,

    /// <summary>Portable Network Graphics, made of pixels.</summary>
    Png,
}
