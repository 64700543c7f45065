namespace Sweeper.Experiments.Reading;

/// <summary>Where a map of hyperparameters stands.</summary>
internal enum SpaceKind
{
    /// <summary>Under <c>parameters</c>.</summary>
    Parameters,

    /// <summary>An item of <c>include</c> or <c>exclude</c>.</summary>
    Cells,

    /// <summary>Under <c>when</c>.</summary>
    Condition,
}
