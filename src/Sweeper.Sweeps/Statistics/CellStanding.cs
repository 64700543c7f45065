namespace Sweeper.Sweeps.Statistics;

/// <summary>How a cell stands to the best one.</summary>
public enum CellStanding
{
    /// <summary>Its mean is the best; of equal means, that with the lowest trial number.</summary>
    Best,

    /// <summary>Tested against the best, and no difference could be shown.</summary>
    Tied,

    /// <summary>Tested against the best, and shown to be worse.</summary>
    Worse,

    /// <summary>It has a mean, but it or the best has a single ranked trial or an infinite one, so there is nothing to test with.</summary>
    Untestable,

    /// <summary>It has no ranked trial.</summary>
    Unranked,
}
