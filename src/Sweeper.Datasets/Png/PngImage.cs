namespace Sweeper.Datasets.Png;

/// <summary>A decoded image.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">[Height, Width], 0 (black or transparent) … 255 (white); of colour [Height, Width, 3], red, green and blue.</param>
internal sealed record PngImage(int Width, int Height, byte[] Pixels);
