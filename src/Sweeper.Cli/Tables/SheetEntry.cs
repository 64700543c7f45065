namespace Sweeper.Cli.Tables;

/// <summary>A value of a <see cref="FactSheet"/>.</summary>
internal sealed record SheetEntry(string Section, string Name, object? Value, Func<object, string>? Display)
{
    /// <summary>The value as people read it.</summary>
    public string Text => TableWriter.Show(new TableColumn(Name, Display), Value);
}
