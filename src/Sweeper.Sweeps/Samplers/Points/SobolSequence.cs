using System.Globalization;

namespace Sweeper.Sweeps.Samplers.Points;

/// <summary>
/// Points that fill a cube evenly: I. M. Sobol, "On the Distribution of Points in a Cube and the Approximate Evaluation of
/// Integrals" (1967), with the direction numbers of Joe and Kuo (2008), in the order of the Gray code.
/// </summary>
internal static class SobolSequence
{
    /// <summary>How many dimensions have direction numbers.</summary>
    public const int Dimensions = 1_000;

    private const int Bits = 32;
    private const double Unit = 1.0 / (1UL << 53);

    private static readonly Lazy<uint[][]> Directions = new(ReadDirections);

    /// <summary>A coordinate of a point, in units of 2⁻³².</summary>
    /// <param name="index">Which point, from 0.</param>
    /// <param name="dimension">From 0; below <see cref="Dimensions"/>.</param>
    public static uint Coordinate(uint index, int dimension)
    {
        uint[] directions = Directions.Value[dimension];
        uint coordinate = 0, code = index ^ (index >> 1);
        for (int bit = 0; code != 0; bit++, code >>= 1)
            coordinate ^= (code & 1) * directions[bit];
        return coordinate;
    }

    /// <summary>
    /// A coordinate of a scrambled point, 0 ≤ x &lt; 1: every binary digit is exchanged or not by chance, which depends on the
    /// digits before it. A. B. Owen, "Scrambling Sobol' and Niederreiter–Xing Points" (1998). In dimensions without direction
    /// numbers it is a random number.
    /// </summary>
    public static double Scrambled(uint index, int dimension, long seed)
    {
        ulong key = Mix((ulong)seed ^ Mix((ulong)dimension));
        if (dimension >= Dimensions)
            return (Mix(key ^ index) >> 11) * Unit;
        uint coordinate = Coordinate(index, dimension);
        // The digits so far, after a one that tells how many they are.
        ulong known = 1, scrambled = 0;
        for (int bit = Bits - 1; bit >= 0; bit--)
        {
            uint digit = (coordinate >> bit) & 1;
            scrambled = (scrambled << 1) | (digit ^ (Mix(key ^ known) >> 63));
            known = (known << 1) | digit;
        }

        // Digits after the last are chance alone.
        return ((scrambled << (53 - Bits)) | (Mix(key ^ known) >> (64 - 53 + Bits))) * Unit;
    }

    private static uint[][] ReadDirections()
    {
        using Stream stream = typeof(SobolSequence).Assembly.GetManifestResourceStream("sobol-directions.txt")!;
        using var reader = new StreamReader(stream);
        List<uint[]> directions = [[.. Enumerable.Range(0, Bits).Select(i => 1u << (Bits - 1 - i))]];
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                directions.Add(Expand([.. line.Split(' ').Select(text => uint.Parse(text, CultureInfo.InvariantCulture))]));
        }

        return [.. directions];
    }

    // Joe and Kuo, equations 2 and 3.
    private static uint[] Expand(uint[] numbers)
    {
        uint coefficients = numbers[0];
        int degree = numbers.Length - 1;
        uint[] directions = new uint[Bits];
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = numbers[i + 1] << (Bits - 1 - i);
                continue;
            }

            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
                directions[i] ^= ((coefficients >> (degree - 1 - k)) & 1) * directions[i - k];
        }

        return directions;
    }

    // The finisher of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
