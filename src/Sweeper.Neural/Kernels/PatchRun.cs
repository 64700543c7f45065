namespace Sweeper.Neural.Kernels;

/// <summary>Where a row of a filter lies over an image.</summary>
/// <param name="Start">Where the numbers under it begin.</param>
/// <param name="Before">So many numbers of it lie before the edge of the image,</param>
/// <param name="Length">so many in the image, and the others behind it.</param>
internal readonly record struct PatchRun(int Start, int Before, int Length);
