namespace Sweeper.Datasets.Png;

/// <summary>What a pixel is made of; the values are those of the file format.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
