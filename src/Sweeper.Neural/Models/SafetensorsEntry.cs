using System.Collections.Immutable;

namespace Sweeper.Neural.Models;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Unique within the file.</param>
/// <param name="Shape">Sizes, the slowest varying first; each at least 0.</param>
/// <param name="Start">Where its numbers begin, in bytes after the header.</param>
/// <param name="End">Where they end.</param>
public sealed record SafetensorsEntry(string Name, ImmutableArray<int> Shape, long Start, long End);
