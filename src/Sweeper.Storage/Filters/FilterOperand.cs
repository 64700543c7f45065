namespace Sweeper.Storage.Filters;

/// <summary>A value in a filter: a name that stands for one, or one that is written out.</summary>
public abstract record FilterOperand
{
    private protected FilterOperand()
    {
    }

    /// <summary>Where it stands in the text of the filter, from 0; not part of what it is.</summary>
    public int Position { get; init; }
}
