namespace Sweeper.Neural.Datasets.Pictures;

/// <summary>The part of a picture with ink in it, in pixels.</summary>
internal readonly record struct InkBox(int Left, int Top, int Width, int Height);
