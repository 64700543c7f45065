namespace Sweeper.Cli.Tables;

/// <summary>A column of a <see cref="LineTable"/>.</summary>
/// <param name="Header">Its name, of one line.</param>
/// <param name="CellWidth">The characters of its longest cell.</param>
/// <param name="IsNumeric">Whether it stands at the right.</param>
internal readonly record struct LineColumn(string Header, int CellWidth, bool IsNumeric)
{
    /// <summary>The characters of the longest of its header and its cells.</summary>
    public int Width => Math.Max(Header.Length, CellWidth);
}
