namespace Sweeper.Reporting;

/// <summary>A chart that was written to a file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Bytes">How large the file is.</param>
public sealed record FigureFile(string Path, string Title, long Bytes);
