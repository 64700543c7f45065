using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// How the right operand of a <see cref="ConvolutionProduct"/> lies in memory: in panels as wide as a tile, one after the other.
/// </summary>
/// <param name="Columns">Of the operand; at least 1.</param>
/// <param name="Lanes">Numbers in a register.</param>
/// <param name="MostRegisters">The widest tile.</param>
internal readonly record struct PanelLayout(int Columns, int Lanes, int MostRegisters)
{
    /// <summary>The columns with those of zeros that fill up the last register.</summary>
    public int PackedColumns => (Columns + Lanes - 1) / Lanes * Lanes;

    /// <summary>Whether the rows of a matrix are a panel as they are.</summary>
    public bool IsRows => WidthAt(0) == Columns;

    /// <summary>The layout for a number of columns on this processor.</summary>
    public static PanelLayout For<T>(int columns)
        where T : unmanaged
    {
        // A register that would be half empty or more is left to the narrower ones.
        if (RegisterWidth.Has512 && columns > Vector256<T>.Count)
            return new PanelLayout(columns, Simd512<T>.Width, Simd512<T>.TileVectors);
        if (RegisterWidth.Has256 && columns > Vector128<T>.Count)
            return new PanelLayout(columns, Simd256<T>.Width, Simd256<T>.TileVectors);
        return RegisterWidth.Has128 ? new PanelLayout(columns, Simd128<T>.Width, Simd128<T>.TileVectors)
            : new PanelLayout(columns, 1, 2);
    }

    /// <summary>How wide the panel is that begins with a column.</summary>
    public int WidthAt(int column) => Lanes * (((PackedColumns - column) / Lanes) switch
    {
        >= 4 when MostRegisters == 4 => 4,
        >= 2 => 2,
        _ => 1,
    });

    // b [rows, Columns] → panels [rows, width], the last filled up with zeros
    /// <summary>Copies an operand into panels.</summary>
    public void Pack<T>(ReadOnlySpan<T> b, int rows, Span<T> panels)
        where T : unmanaged
    {
        var operand = new Operand<T>(b, rows, Columns, Columns, 1);
        for (int column = 0, width; column < Columns; column += width)
        {
            width = WidthAt(column);
            int valid = Math.Min(width, Columns - column);
            Packing.PackPanel(operand, column, valid, width, panels.Slice(column * rows, width * rows));
        }
    }
}
