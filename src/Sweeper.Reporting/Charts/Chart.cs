namespace Sweeper.Reporting.Charts;

/// <summary>What every chart has. A chart is data and meaning; how it looks is up to its renderer.</summary>
public abstract record Chart
{
    /// <summary>What is shown, as a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, in a sentence, for people who cannot see it.</summary>
    public required string Description { get; init; }
}
