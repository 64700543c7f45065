using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// Products whose left operand lies all over an image, where two tables of offsets say: what is under a filter is read where it
/// is, and never copied together. Each number of the result comes of the same operations in the same order, whatever the
/// registers.
/// </summary>
internal static class ConvolutionProduct
{
    /// <summary>Rows of a tile; tables of rows go on to a multiple of it, whatever stands there.</summary>
    public const int TileRows = 6;

    private const nint AllBits = -1;

    // a (i, p) at a[rows[i] + columns[p]] · panels of b [inner, n] → c (i) at c[results[i]]
    /// <summary>c = a·b, + bias unless that is empty; or c += a·b when <paramref name="accumulate"/>.</summary>
    /// <param name="a">What the tables are about; the caller knows that they stay inside.</param>
    /// <param name="rows">Where each row of the left operand begins; up to whole tiles.</param>
    /// <param name="columns">How far each of its columns lies behind that: [inner].</param>
    /// <param name="panels">The right operand in panels.</param>
    /// <param name="layout">How they lie.</param>
    /// <param name="c">The result.</param>
    /// <param name="results">Where each of its rows begins: [rows].</param>
    /// <param name="bias">In panels, as one row; empty for none.</param>
    /// <param name="accumulate">Not with a bias.</param>
    /// <param name="scratch">Memory of one thread.</param>
    public static void Run<T>(
        ref T a, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<T> panels, PanelLayout layout, Span<T> c,
        ReadOnlySpan<int> results, ReadOnlySpan<T> bias, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (layout.Lanes == Vector512<T>.Count)
            Run<T, Vector512<T>, Simd512<T>>(ref a, rows, columns, panels, layout, c, results, bias, accumulate, scratch);
        else if (layout.Lanes == Vector256<T>.Count)
            Run<T, Vector256<T>, Simd256<T>>(ref a, rows, columns, panels, layout, c, results, bias, accumulate, scratch);
        else if (layout.Lanes == Vector128<T>.Count)
            Run<T, Vector128<T>, Simd128<T>>(ref a, rows, columns, panels, layout, c, results, bias, accumulate, scratch);
        else
            Run<T, T, SimdScalar<T>>(ref a, rows, columns, panels, layout, c, results, bias, accumulate, scratch);
    }

    private static void Run<T, TVector, TSimd>(
        ref T a, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<T> panels, PanelLayout layout, Span<T> c,
        ReadOnlySpan<int> results, ReadOnlySpan<T> bias, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        for (int column = 0, width; column < layout.Columns; column += width)
        {
            width = layout.WidthAt(column);
            ReadOnlySpan<T> panel = panels.Slice(column * columns.Length, width * columns.Length);
            ReadOnlySpan<T> addend = bias.IsEmpty ? scratch.Zeros(width) : bias.Slice(column, width);
            int valid = Math.Min(width, layout.Columns - column);
            if (valid < width)
                Partial<T, TVector, TSimd>(
                    ref a, rows, columns, panel, width, c[column..], results, addend, accumulate, valid, scratch);
            else if (accumulate)
                Tiles<T, TVector, TSimd>(ref a, rows, columns, panel, width, ref c[column], results, ref c[column], AllBits);
            else
                Tiles<T, TVector, TSimd>(
                    ref a, rows, columns, panel, width, ref c[column], results, ref MemoryMarshal.GetReference(addend), 0);
        }
    }

    private static void Tiles<T, TVector, TSimd>(
        ref T a, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<T> panel, int width, ref T c,
        ReadOnlySpan<int> results, ref T addend, nint addendMask)
        where T : unmanaged
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        int registers = width / TSimd.Width, inner = columns.Length;
        ref T b = ref MemoryMarshal.GetReference(panel);
        ref int column = ref MemoryMarshal.GetReference(columns);
        for (int first = 0; first < results.Length; first += TileRows)
        {
            int count = Math.Min(TileRows, results.Length - first);
            ref int row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), first);
            ref int result = ref Unsafe.Add(ref MemoryMarshal.GetReference(results), first);
            if (registers == 4)
                ConvolutionTile<T, TVector, TSimd>.Multiply6By4(
                    ref a, ref row, ref column, inner, ref b, ref c, ref result, count, ref addend, addendMask);
            else if (registers == 2)
                ConvolutionTile<T, TVector, TSimd>.Multiply6By2(
                    ref a, ref row, ref column, inner, ref b, ref c, ref result, count, ref addend, addendMask);
            else
                ConvolutionTile<T, TVector, TSimd>.Multiply6By1(
                    ref a, ref row, ref column, inner, ref b, ref c, ref result, count, ref addend, addendMask);
        }
    }

    // Columns of which the last do not exist: computed elsewhere first.
    private static void Partial<T, TVector, TSimd>(
        ref T a, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<T> panel, int width, Span<T> c,
        ReadOnlySpan<int> results, ReadOnlySpan<T> addend, bool accumulate, int valid, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        Span<T> tile = scratch.Tile(TileRows * width);
        Span<int> places = stackalloc int[TileRows];
        for (int i = 0; i < TileRows; i++)
            places[i] = i * width;
        for (int first = 0; first < results.Length; first += TileRows)
        {
            int count = Math.Min(TileRows, results.Length - first);
            Tiles<T, TVector, TSimd>(
                ref a, rows.Slice(first, TileRows), columns, panel, width, ref tile[0], places[..count],
                ref MemoryMarshal.GetReference(addend), 0);
            for (int row = 0; row < count; row++)
            {
                Span<T> target = c.Slice(results[first + row], valid);
                for (int i = 0; i < valid; i++)
                    target[i] = accumulate ? target[i] + tile[(row * width) + i] : tile[(row * width) + i];
            }
        }
    }
}
