using System.Numerics;
using Sweeper.Neural.Kernels.Products;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class MatrixProductTests
{
    private delegate void Product<T>(PlainMatrix a, PlainMatrix b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged;

    [SkippableTheory]
    [InlineData(Register.Scalar)]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Run_SingleAtEdgesOfTiles_EqualsPlainLoop(Register register) => CheckForms<float>(register);

    [SkippableTheory]
    [InlineData(Register.Scalar)]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Run_DoubleAtEdgesOfTiles_EqualsPlainLoop(Register register) => CheckForms<double>(register);

    // Sizes at which operands are copied into another order first, or the result is computed transposed.
    [SkippableTheory]
    [InlineData(Register.Scalar)]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Run_SizesWorthRearranging_EqualsPlainLoop(Register register)
    {
        RegisterWidthTests.SkipUnlessCovered(register);
        foreach ((int m, int k, int n) in ((int, int, int)[])[(64, 64, 128), (70, 65, 147), (131, 66, 269), (256, 33, 128),
            (13, 67, 1025)])
        {
            CheckShape<float>(m, k, n, register);
            CheckShape<double>(m, k, n, register);
        }
    }

    [Fact]
    public void Forms_WidestRegister_EqualPlainLoop()
    {
        CheckShape<float>(7, 5, 67, new(), (a, b, c, accumulate, scratch) => MatrixProduct.Multiply(
            a.ToArray<float>(), b.ToArray<float>(), c, a.Rows, a.Columns, b.Columns, accumulate, scratch));
        CheckShape<float>(7, 5, 67, new(), (a, b, c, accumulate, scratch) => MatrixProduct.MultiplyTransposedLeft(
            a.Transpose().ToArray<float>(), b.ToArray<float>(), c, a.Rows, a.Columns, b.Columns, accumulate, scratch));
        CheckShape<float>(7, 5, 67, new(), (a, b, c, accumulate, scratch) => MatrixProduct.MultiplyTransposedRight(
            a.ToArray<float>(), b.Transpose().ToArray<float>(), c, a.Rows, a.Columns, b.Columns, accumulate, scratch));
    }

    [Fact]
    public void Multiply_ScratchUsedForOtherShapes_GivesTheSameBits()
    {
        var random = new Random(2);
        float[] a = PlainMatrix.Random(9, 31, random).ToArray<float>(), b = PlainMatrix.Random(31, 21, random).ToArray<float>();
        float[] fresh = new float[9 * 21], reused = new float[9 * 21];
        var scratch = new Scratch<float>();
        scratch.Panel(10_000).Fill(float.NaN);
        scratch.Tile(10_000).Fill(float.NaN);

        MatrixProduct.Multiply<float>(a, b, fresh, 9, 31, 21, accumulate: false, new());
        MatrixProduct.Multiply<float>(a, b, reused, 9, 31, 21, accumulate: false, scratch);

        Assert.Equal(fresh, reused);
    }

    [Fact]
    public void Multiply_NoInnerDimension_IsZeroOrLeavesTheTarget()
    {
        float[] c = [1, 2, 3, 4, 5, 6];

        MatrixProduct.Multiply<float>([], [], c, 2, 0, 3, accumulate: true, new());
        Assert.Equal([1, 2, 3, 4, 5, 6], c);
        MatrixProduct.Multiply<float>([], [], c, 2, 0, 3, accumulate: false, new());
        Assert.Equal(new float[6], c);
    }

    [Theory]
    [InlineData(5, 12, 8)]
    [InlineData(6, 11, 8)]
    [InlineData(6, 12, 7)]
    [InlineData(6, 12, 9)]
    public void Multiply_LengthsThatDoNotFitTheShapes_Throws(int aLength, int bLength, int cLength)
    {
        float[] a = new float[aLength], b = new float[bLength], c = new float[cLength];

        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float>(a, b, c, 2, 3, 4, accumulate: false, new()));
    }

    [Fact]
    public void Multiply_ShapeWhoseProductOverflows_Throws()
    {
        // 65,536 · 65,536 is 0 in 32 bits: the length of an empty target.
        const int size = 1 << 16;
        float[] a = new float[size], b = new float[size];

        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float>(a, b, [], size, 1, size, false, new()));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float>([], [], [], size, size, 1, false, new()));
    }

    [Fact]
    public void Run_InnerDimensionsThatDiffer_Throws()
    {
        float[] a = new float[6], b = new float[8], c = new float[4];

        Assert.Throws<ArgumentException>(() => MatrixProduct.Run(
            new Operand<float>(a, 2, 3, 3, 1), new Operand<float>(b, 4, 2, 2, 1), c, accumulate: false, new()));
    }

    private static void CheckForms<T>(Register register)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RegisterWidthTests.SkipUnlessCovered(register);
        int lane = KernelRunner.Lanes<T>(register);
        int[] widths = [1, lane - 1, lane, lane + 1, 2 * lane, 3 * lane, 4 * lane, (4 * lane) + 3, (7 * lane) + 1, 63, 64, 65];
        var scratch = new Scratch<T>();
        foreach (int m in (int[])[1, 2, 5, 6, 7, 13])
        {
            foreach (int k in (int[])[1, 2, 31])
            {
                foreach (int n in widths.Where(w => w > 0).Distinct())
                    CheckShape(m, k, n, register, scratch);
            }
        }
    }

    private static void CheckShape<T>(int m, int k, int n, Register register, Scratch<T>? scratch = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        scratch ??= new Scratch<T>();
        CheckShape<T>(m, k, n, scratch, (a, b, c, accumulate, s) => KernelRunner.Multiply(
            register, Plain<T>(a), Plain<T>(b), c, accumulate, s));
        CheckShape<T>(m, k, n, scratch, (a, b, c, accumulate, s) => KernelRunner.Multiply(
            register, Transposed<T>(a), Plain<T>(b), c, accumulate, s));
        CheckShape<T>(m, k, n, scratch, (a, b, c, accumulate, s) => KernelRunner.Multiply(
            register, Plain<T>(a), Transposed<T>(b), c, accumulate, s));
    }

    private static Operand<T> Plain<T>(PlainMatrix matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new GuardedArray<T>(matrix.ToArray<T>()).Values, matrix.Rows, matrix.Columns, matrix.Columns, 1);

    // Stored as the transpose and read along its columns.
    private static Operand<T> Transposed<T>(PlainMatrix matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new GuardedArray<T>(matrix.Transpose().ToArray<T>()).Values, matrix.Rows, matrix.Columns, 1, matrix.Rows);

    private static void CheckShape<T>(int m, int k, int n, Scratch<T> scratch, Product<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        PlainMatrix a = PlainMatrix.Random(m, k, random), b = PlainMatrix.Random(k, n, random);
        PlainMatrix start = PlainMatrix.Random(m, n, random);
        T[] expected = a.Multiply(b).ToArray<T>();
        var overwritten = new GuardedArray<T>(start.ToArray<T>());
        var accumulated = new GuardedArray<T>(start.ToArray<T>());

        product(a, b, overwritten.Values, accumulate: false, scratch);
        product(a, b, accumulated.Values, accumulate: true, scratch);

        // Every term is at most 1, so k + 2 of them and of the partial sums' roundings bound the error.
        double tolerance = (k + 2) * (k + 2) * double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateTruncating(expected[i]), sum = start[i / n, i % n] + value;
            double error = Math.Abs(double.CreateTruncating(overwritten.Values[i]) - value);
            double sumError = Math.Abs(double.CreateTruncating(accumulated.Values[i]) - sum);
            Assert.True(error <= tolerance, $"[{m}, {k}]·[{k}, {n}] at {i}");
            Assert.True(sumError <= tolerance, $"[{m}, {k}]·[{k}, {n}] added at {i}");
        }

        Assert.True(overwritten.IsIntact && accumulated.IsIntact, $"[{m}, {k}]·[{k}, {n}] wrote beside its target");
    }
}
