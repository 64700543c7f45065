using System.Numerics;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>A row-major matrix with the operations of the kernels written as plain loops in double precision.</summary>
internal sealed class PlainMatrix(int rows, int columns)
{
    private readonly double[] _values = new double[rows * columns];

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public ref double this[int row, int column] => ref _values[(row * Columns) + column];

    /// <summary>Uniform in −1 … 1, rounded to single precision so that both number types can hold it.</summary>
    public static PlainMatrix Random(int rows, int columns, Random random)
    {
        var matrix = new PlainMatrix(rows, columns);
        for (int i = 0; i < matrix._values.Length; i++)
            matrix._values[i] = (float)((2 * random.NextDouble()) - 1);
        return matrix;
    }

    public PlainMatrix Transpose()
    {
        var result = new PlainMatrix(Columns, Rows);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                result[j, i] = this[i, j];
        }

        return result;
    }

    public PlainMatrix Multiply(PlainMatrix other)
    {
        var result = new PlainMatrix(Rows, other.Columns);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < other.Columns; j++)
            {
                for (int p = 0; p < Columns; p++)
                    result[i, j] += this[i, p] * other[p, j];
            }
        }

        return result;
    }

    public T[] ToArray<T>()
        where T : INumberBase<T> => [.. _values.Select(T.CreateTruncating)];
}
