using System.Numerics;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Kernels.Products;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class ConvolutionProductTests
{
    [Theory]
    [InlineData(Register.Scalar)]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Run_AnySizeAndRegister_EqualsPlainLoop(Register register)
    {
        foreach (int rows in (int[])[1, 5, 6, 7, 13])
        {
            foreach (int inner in (int[])[0, 1, 2, 9])
            {
                foreach (int columns in (int[])[1, 3, 4, 7, 8, 15, 16, 17, 33, 64, 67])
                {
                    Check<float>(rows, inner, columns, register, hasBias: false, accumulate: false);
                    Check<float>(rows, inner, columns, register, hasBias: true, accumulate: false);
                    Check<double>(rows, inner, columns, register, hasBias: false, accumulate: true);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(100)]
    public void For_AnyColumns_HasWholeRegistersAndFewOfThem(int columns)
    {
        PanelLayout layout = PanelLayout.For<float>(columns);

        Assert.InRange(layout.PackedColumns, columns, columns + layout.Lanes - 1);
        Assert.Equal(0, layout.PackedColumns % layout.Lanes);
    }

    private static void Check<T>(int rows, int inner, int columns, Register register, bool hasBias, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows + (100 * inner) + (10_000 * columns));
        T[] a = Numbers<T>(random, 200), b = Numbers<T>(random, inner * columns), bias = Numbers<T>(random, columns);
        int[] rowOffsets = [.. Enumerable.Range(0, rows).Select(_ => 50 + random.Next(100))];
        int[] columnOffsets = [.. Enumerable.Range(0, inner).Select(_ => random.Next(-50, 50))];
        int[] results = [.. Enumerable.Range(0, rows).Select(i => (rows - 1 - i) * (columns + 1))];
        T[] c = Numbers<T>(random, rows * (columns + 1)), expected = [.. c];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T sum = T.Zero;
                for (int p = 0; p < inner; p++)
                    sum += a[rowOffsets[i] + columnOffsets[p]] * b[(p * columns) + j];
                ref T target = ref expected[results[i] + j];
                target = sum + (hasBias ? bias[j] : accumulate ? target : T.Zero);
            }
        }

        int lanes = KernelRunner.Lanes<T>(register);
        var layout = new PanelLayout(columns, lanes, register == Register.Bits512 ? 4 : 2);
        T[] panels = new T[inner * layout.PackedColumns], biasPanels = new T[hasBias ? layout.PackedColumns : 0];
        layout.Pack<T>(b, inner, panels);
        if (hasBias)
            layout.Pack<T>(bias, 1, biasPanels);
        ConvolutionProduct.Run(
            ref a[0], ConvolutionTables.WholeTiles(rowOffsets), columnOffsets, panels, layout, c, results, biasPanels,
            accumulate,
            new Scratch<T>());

        for (int i = 0; i < c.Length; i++)
            Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(c[i]), 1e-4);
    }

    private static T[] Numbers<T>(Random random, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
}
