namespace Sweeper.Datasets.Pictures;

/// <summary>A part of a picture, in pixels.</summary>
internal readonly record struct PictureBox(int Left, int Top, int Width, int Height);
