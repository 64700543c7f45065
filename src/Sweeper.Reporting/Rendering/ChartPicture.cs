using System.Collections.Immutable;

namespace Sweeper.Reporting.Rendering;

/// <summary>A chart as a file.</summary>
/// <param name="Kind">What the content is.</param>
/// <param name="Content">The file, byte by byte.</param>
public sealed record ChartPicture(PictureKind Kind, ImmutableArray<byte> Content);
