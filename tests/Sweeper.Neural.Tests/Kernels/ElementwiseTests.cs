using System.Numerics;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class ElementwiseTests
{
    [Theory]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Apply_AnyLength_GivesTheBitsOfOneNumberAtATime(Register register)
    {
        CheckOperations<float>(register);
        CheckOperations<double>(register);
    }

    [Theory]
    [InlineData(Register.Scalar)]
    [InlineData(Register.Bits128)]
    [InlineData(Register.Bits256)]
    [InlineData(Register.Bits512)]
    public void Update_AnyLength_EqualsPlainLoop(Register register)
    {
        CheckUpdates<float>(register);
        CheckUpdates<double>(register);
    }

    [Fact]
    public void Apply_InPlace_EqualsSeparateTarget()
    {
        float[] x = Numbers<float>(1001), separate = new float[1001];

        Elementwise.Apply(default(SigmoidOperation<float>), x, separate);
        Elementwise.Apply<float, SigmoidOperation<float>>(default, x, x);

        Assert.Equal(separate, x);
    }

    [Fact]
    public void Update_SourceIsTarget_DoublesIt()
    {
        float[] x = [.. Enumerable.Range(0, 37)];

        Elementwise.Update<float, AddOperation<float>>(default, x, x);

        Assert.Equal(Enumerable.Range(0, 37).Select(i => 2f * i), x);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(17, 16)]
    [InlineData(1, 0)]
    public void Apply_LengthsDiffer_Throws(int source, int target)
    {
        float[] x = new float[source], y = new float[target];

        Assert.Throws<ArgumentException>(() => Elementwise.Apply<float, ExpOperation<float>>(default, x, y));
        Assert.Throws<ArgumentException>(() => Elementwise.Update<float, AddOperation<float>>(default, x, y));
    }

    private static void CheckOperations<T>(Register register)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int length in Lengths(KernelRunner.Lanes<T>(register)))
        {
            CheckBits<T, ExpOperation<T>>(register, length);
            CheckBits<T, ExpMinusAbsoluteOperation<T>>(register, length);
            CheckBits<T, SigmoidOperation<T>>(register, length);
            CheckBits<T, TanhOperation<T>>(register, length);
            CheckBits<T, LogOnePlusOperation<T>>(register, length);
        }
    }

    private static void CheckBits<T, TOperation>(Register register, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        T[] x = Numbers<T>(length), expected = new T[length];
        var actual = new GuardedArray<T>(new T[length]);

        KernelRunner.Apply<T, TOperation>(Register.Scalar, x, expected);
        KernelRunner.Apply<T, TOperation>(register, x, actual.Values);

        // As bytes, because 0 equals −0.
        Assert.Equal(MemoryMarshal.AsBytes<T>(expected).ToArray(), MemoryMarshal.AsBytes(actual.Values).ToArray());
        Assert.True(actual.IsIntact);
    }

    private static void CheckUpdates<T>(Register register)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int length in Lengths(KernelRunner.Lanes<T>(register)))
        {
            T[] x = [.. Enumerable.Range(0, length).Select(i => T.CreateTruncating(i))];
            T[] z = [.. x.Select(v => v * T.CreateTruncating(100))];
            var sum = new GuardedArray<T>(z);
            var difference = new GuardedArray<T>(z);

            KernelRunner.Update<T, AddOperation<T>>(register, default, x, sum.Values);
            KernelRunner.Update<T, SubtractScaledOperation<T>>(register, new(T.CreateTruncating(0.5)), x, difference.Values);

            // Small numbers of halves: every result is exact.
            Assert.Equal(x.Select(v => v * T.CreateTruncating(101)), sum.Values.ToArray());
            Assert.Equal(x.Select(v => v * T.CreateTruncating(99.5)), difference.Values.ToArray());
            Assert.True(sum.IsIntact && difference.IsIntact);
        }
    }

    private static int[] Lengths(int lane) =>
        [.. ((int[])[0, 1, lane - 1, lane, lane + 1, (2 * lane) - 1, 2 * lane, (4 * lane) + 3, 101]).Distinct()];

    /// <summary>Ordinary numbers with every special one strewn in.</summary>
    private static T[] Numbers<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] special =
        [
            T.Zero, T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon,
            T.CreateTruncating(-1000), T.CreateTruncating(1000),
        ];
        var random = new Random(count);
        T[] numbers = [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((40 * random.NextDouble()) - 20))];
        for (int i = 2; i < count; i += 5)
            numbers[i] = special[i / 5 % special.Length];
        return numbers;
    }
}
