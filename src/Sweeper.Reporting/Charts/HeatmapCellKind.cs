namespace Sweeper.Reporting.Charts;

/// <summary>What a cell of a heatmap stands for.</summary>
public enum HeatmapCellKind
{
    /// <summary>A value on the colour scale.</summary>
    Value,

    /// <summary>A value outside the colour scale on purpose, such as the diagonal of a confusion matrix.</summary>
    Reference,

    /// <summary>Something went wrong there.</summary>
    Failed,

    /// <summary>There is nothing, or nothing yet.</summary>
    Empty,
}
