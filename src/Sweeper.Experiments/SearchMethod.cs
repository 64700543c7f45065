namespace Sweeper.Experiments;

/// <summary>How the cells of an experiment are chosen.</summary>
public enum SearchMethod
{
    /// <summary>Every combination of the values.</summary>
    Grid,

    /// <summary>Values drawn at random, from lists and ranges.</summary>
    Random,
}
