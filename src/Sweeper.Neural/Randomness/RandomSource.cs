using System.Numerics;

namespace Sweeper.Neural.Randomness;

/// <summary>
/// xoshiro256**: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021). The same seeds give the same
/// numbers with every version of .NET, which <see cref="Random"/> does not promise. Not safe for use by several threads at once.
/// </summary>
public sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    private RandomSource(RandomState state) => State = state;

    /// <summary>Everything the next numbers depend on; set it to continue from where another source stood.</summary>
    /// <exception cref="ArgumentException">All four words are zero, from which the generator never leaves.</exception>
    public RandomState State
    {
        get => new(_s0, _s1, _s2, _s3);
        set
        {
            if (value == default)
                throw new ArgumentException("A state of four zeros yields only zeros.", nameof(value));
            (_s0, _s1, _s2, _s3) = (value.S0, value.S1, value.S2, value.S3);
        }
    }

    /// <summary>
    /// A source for a sequence of at least one seed, whose order counts: (1, 2) and (2, 1) are unrelated. With a single seed the
    /// state is the first four outputs of SplitMix64, as the authors of xoshiro256** advise.
    /// </summary>
    public static RandomSource FromSeed(params ReadOnlySpan<ulong> seeds) => new(StateOf(seeds));

    /// <summary>Goes on as a source from these seeds would begin: see <see cref="FromSeed"/>.</summary>
    public void Restart(params ReadOnlySpan<ulong> seeds) => State = StateOf(seeds);

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Normal with mean 0 and standard deviation 1: Marsaglia and Bray, "A Convenient Method for Generating Normal Variables"
    /// (1964). The second value of each pair is dropped, so that the four words remain the whole state.
    /// </summary>
    public double NextNormal()
    {
        double u, square;
        do
        {
            u = 2 * NextDouble() - 1;
            double v = 2 * NextDouble() - 1;
            square = u * u + v * v;
        }
        while (square is >= 1 or 0);

        return u * Math.Sqrt(-2 * Math.Log(square) / square);
    }

    /// <summary>
    /// Uniform in 0 … <paramref name="exclusiveMax"/> − 1: Lemire, "Fast Random Integer Generation in an Interval" (2019).
    /// </summary>
    /// <param name="exclusiveMax">At least 1.</param>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMax, 1);

        uint range = (uint)exclusiveMax;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // 2³² mod range: products whose low half is below it would make some results likelier than others.
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
                product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts <paramref name="items"/> into random order, every order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static RandomState StateOf(ReadOnlySpan<ulong> seeds)
    {
        if (seeds.IsEmpty)
            throw new ArgumentException("At least one seed is needed.", nameof(seeds));

        ulong mix = seeds[0];
        foreach (ulong seed in seeds[1..])
            mix = SplitMix64.Next(ref mix) ^ seed;

        return new RandomState(
            SplitMix64.Next(ref mix), SplitMix64.Next(ref mix), SplitMix64.Next(ref mix), SplitMix64.Next(ref mix));
    }
}

/// <summary>
/// The whole state of a <see cref="RandomSource"/>: a source given it continues exactly where the other one stood.
/// </summary>
public readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3);
