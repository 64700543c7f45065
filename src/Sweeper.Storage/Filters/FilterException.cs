using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Filters;

/// <summary>A filter that cannot be read, or asks for something that trials do not have.</summary>
/// <param name="position">Where, in characters from 0.</param>
/// <param name="finding">What is wrong and what is allowed.</param>
public sealed class FilterException(int position, string finding)
    : SweeperException(
        string.Create(CultureInfo.InvariantCulture, $"filter, column {position + 1}: {finding}"), FailureKind.Input)
{
    /// <summary>Where, in characters from 0.</summary>
    public int Position { get; } = position;
}
