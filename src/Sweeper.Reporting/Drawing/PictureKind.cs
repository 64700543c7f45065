namespace Sweeper.Reporting.Drawing;

/// <summary>A kind of picture file.</summary>
public enum PictureKind
{
    /// <summary>Scalable Vector Graphics, which keep their sharpness at any size.</summary>
    Svg,

    /// <summary>Portable Network Graphics, made of pixels.</summary>
    Png,

    /// <summary>Portable Document Format, as sharp as SVG, with the font within it.</summary>
    Pdf,
}
