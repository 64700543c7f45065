namespace Sweeper.Storage.Views;

/// <summary>A column of a view for a hyperparameter or a metric.</summary>
/// <param name="Id">The key of the name in its table of names.</param>
/// <param name="Column">The column's name, unique in its view.</param>
internal readonly record struct NamedColumn(long Id, string Column);
