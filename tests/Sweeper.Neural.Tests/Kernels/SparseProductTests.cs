using System.Numerics;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Images;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class SparseProductTests
{
    private const int Images = 9;

    // Some rows more than once and in no order, as batches have them.
    private static readonly int[] Rows = [3, 0, 8, 3, 5];

    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (int pixels in new[] { 1, 63, 64, 65, 256, 257, 784 })
            {
                int[] columns = pixels <= 65
                    ? [1, 3, 4, 8, 15, 16, 17, 33, 64, 65, 100, 128, 129, 200, 256, 512]
                    : [1, 17, 128, 200, 512];
                foreach (int count in columns)
                    sizes.Add(pixels, count);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyAdd_AnySize_IsThePlainLoopAtEveryWidth(int pixels, int columns)
    {
        if (RegisterWidthTests.Covers(512))
            CheckForward<float, Vector512<float>, Simd512<float>>(pixels, columns, 1e-4);
        if (RegisterWidthTests.Covers(256))
            CheckForward<float, Vector256<float>, Simd256<float>>(pixels, columns, 1e-4);
        if (RegisterWidthTests.Covers(128))
            CheckForward<float, Vector128<float>, Simd128<float>>(pixels, columns, 1e-4);
        CheckForward<double, double, SimdScalar<double>>(pixels, columns, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyTransposedAdd_AnySize_IsThePlainLoopAtEveryWidth(int pixels, int columns)
    {
        if (RegisterWidthTests.Covers(512))
            CheckBackward<float, Vector512<float>, Simd512<float>>(pixels, columns, 1e-4);
        if (RegisterWidthTests.Covers(256))
            CheckBackward<float, Vector256<float>, Simd256<float>>(pixels, columns, 1e-4);
        if (RegisterWidthTests.Covers(128))
            CheckBackward<float, Vector128<float>, Simd128<float>>(pixels, columns, 1e-4);
        CheckBackward<double, double, SimdScalar<double>>(pixels, columns, 1e-12);
    }

    // More rows than an entry can name, and panels of one register to many.
    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(512)]
    public void Run_CachesOfAnySize_GiveTheSameBits(int kilobytes)
    {
        SparsePixels sparse = Sparse(300, out _);
        int[] rows = [.. Enumerable.Range(0, 300).Select(i => i * 7 % Images)];
        foreach (int n in (int[])[7, 16, 40, 64, 100, 200, 300])
        {
            foreach (bool isForward in (bool[])[false, true])
            {
                float[] w = Numbers<float>(300 * n), y = Numbers<float>(rows.Length * n), otherW = [.. w], otherY = [.. y];
                SparseProduct.Run<float>(
                    isForward, sparse.Rows(rows), 0, sparse.Rows(rows).Segments, Values<float>(), w, y, n, new Scratch<float>());

                SparseProduct.Run<float>(
                    isForward, sparse.Rows(rows), 0, sparse.Rows(rows).Segments, Values<float>(), otherW, otherY, n,
                    new Scratch<float> { CacheBytes = kilobytes << 10 });

                Assert.Equal(w, otherW);
                Assert.Equal(y, otherY);
            }
        }
    }

    [Fact]
    public void Take_SomeRowsAndSegments_HasTheirEntriesColumnByColumn()
    {
        SparsePixels sparse = Sparse(300, out byte[] dense);
        SparseRows x = sparse.Rows(Rows);
        var columns = new SparseColumns();
        foreach ((int firstRow, int endRow, int first, int end) in (ReadOnlySpan<(int, int, int, int)>)[(0, 5, 0, 5),
            (1, 3, 2, 5), (4, 5, 0, 1), (2, 2, 1, 2)])
        {
            columns.Take(x, firstRow, endRow, first, end);

            int column = first * SparseRows.SegmentColumns;
            Assert.Equal(Math.Min(end * SparseRows.SegmentColumns, 300) - column, columns.Begin.Length - 1);
            for (int i = 0; i < columns.Begin.Length - 1; i++, column++)
            {
                int[] expected =
                [
                    .. Enumerable.Range(firstRow, endRow - firstRow)
                        .Select(row => ((row - firstRow) << 8) | dense[(Rows[row] * 300) + column]).Where(e => (e & 0xFF) != 0),
                ];
                Assert.Equal(expected, columns.Entries[columns.Begin[i]..columns.Begin[i + 1]].ToArray().Select(e => (int)e));
            }
        }
    }

    [Fact]
    public void MultiplyAdd_ShapesThatDoNotFit_Throws() => Assert.Throws<ArgumentException>(() =>
        SparseProduct.MultiplyAdd<float>(Sparse(64, out _).Rows([0]), new float[256], new float[64 * 2], new float[3], 2,
            new Scratch<float>()));

    [Fact]
    public void Density_Images_IsTheShareOfPixelsThatAreNotZero() =>
        Assert.Equal(0.25, new SparsePixels(new LabelledImages(2, 2, [0, 1, 0, 0, 0, 0, 255, 0], [0, 0])).Density);

    [Fact]
    public void Of_MoreInkThanSparseProductsAreFasterFor_KeepsTheShareAlone()
    {
        SparsePixels photographs = SparsePixels.Of(new LabelledImages(2, 2, [1, 2, 3, 0, 5, 6, 7, 8], [0, 0]));
        SparsePixels digits = SparsePixels.Of(new LabelledImages(2, 2, [0, 1, 0, 0, 0, 0, 255, 0], [0, 0]));

        Assert.Equal(0.875, photographs.Density);
        Assert.Equal(0, photographs.Rows([]).Entries.Length);
        Assert.Equal((0.25, 2L), (digits.Density, digits.Rows([0, 1]).CountEntries()));
    }

    private static void CheckForward<T, TVector, TSimd>(int pixels, int n, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        SparsePixels sparse = Sparse(pixels, out byte[] dense);
        T[] values = Values<T>(), w = Numbers<T>(pixels * n), y = Numbers<T>(Rows.Length * n);
        T[] expected = [.. y];
        for (int r = 0; r < Rows.Length; r++)
        {
            for (int p = 0; p < pixels; p++)
            {
                T x = values[dense[(Rows[r] * pixels) + p]];
                for (int j = 0; j < n; j++)
                    expected[(r * n) + j] += dense[(Rows[r] * pixels) + p] == 0 ? T.Zero : x * w[(p * n) + j];
            }
        }

        SparseProduct.Run<T, TVector, TSimd>(
            isForward: true, sparse.Rows(Rows), 0, sparse.Rows(Rows).Segments, values, w, y, n, new Scratch<T>());
        AssertClose(expected, y, tolerance);
    }

    private static void CheckBackward<T, TVector, TSimd>(int pixels, int n, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        SparsePixels sparse = Sparse(pixels, out byte[] dense);
        T[] values = Values<T>(), w = Numbers<T>(pixels * n), y = Numbers<T>(Rows.Length * n);
        T[] expected = [.. w];
        for (int r = 0; r < Rows.Length; r++)
        {
            for (int p = 0; p < pixels; p++)
            {
                T x = values[dense[(Rows[r] * pixels) + p]];
                for (int j = 0; j < n; j++)
                    expected[(p * n) + j] += dense[(Rows[r] * pixels) + p] == 0 ? T.Zero : x * y[(r * n) + j];
            }
        }

        SparseProduct.Run<T, TVector, TSimd>(
            isForward: false, sparse.Rows(Rows), 0, sparse.Rows(Rows).Segments, values, w, y, n, new Scratch<T>());
        AssertClose(expected, w, tolerance);
    }

    // A fifth of the pixels are ink, and the first image is empty.
    private static SparsePixels Sparse(int pixels, out byte[] dense)
    {
        var random = new Random(pixels);
        dense = new byte[Images * pixels];
        for (int i = pixels; i < dense.Length; i++)
            dense[i] = random.NextDouble() < 0.2 ? (byte)random.Next(1, 256) : (byte)0;
        return new SparsePixels(new LabelledImages(pixels, 1, dense, new byte[Images]));
    }

    private static T[] Values<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, 256).Select(i => T.CreateTruncating(i / 255.0))];

    private static T[] Numbers<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
    }

    private static void AssertClose<T>(T[] expected, T[] actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(double.CreateTruncating(expected[i] - actual[i]));
            Assert.True(error <= tolerance, FormattableString.Invariant($"Element {i} is {actual[i]}, not {expected[i]}."));
        }
    }
}
