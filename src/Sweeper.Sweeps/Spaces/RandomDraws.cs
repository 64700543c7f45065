using System.Text;

namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// The random numbers behind one value of one proposal. They depend on the seed, the proposal and the hyperparameter alone, so
/// that more proposals, or another hyperparameter, leave every other value as it was. SplitMix64: Steele, Lea and Flood, "Fast
/// Splittable Pseudorandom Number Generators" (2014), figure 17.
/// </summary>
public sealed class RandomDraws : IRandomNumbers
{
    private ulong _state;

    /// <summary>To be started by <see cref="Restart"/>.</summary>
    internal RandomDraws()
    {
    }

    /// <param name="seed">The experiment's seed.</param>
    /// <param name="proposal">Which proposal, from 0.</param>
    /// <param name="name">The hyperparameter.</param>
    public static RandomDraws For(long seed, long proposal, string name)
    {
        var draws = new RandomDraws();
        draws.Restart(seed, proposal, Encoding.UTF8.GetBytes(name));
        return draws;
    }

    /// <summary>Begins again as the numbers of another proposal or hyperparameter, its name in UTF-8.</summary>
    internal void Restart(long seed, long proposal, ReadOnlySpan<byte> name)
    {
        _state = (ulong)seed;
        _state = Next() ^ (ulong)proposal;
        foreach (byte unit in name)
            _state = Next() ^ unit;
    }

    /// <summary>Uniform in 0 ≤ x &lt; 1, a multiple of 2⁻⁵³.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal: Box and Muller, "A Note on the Generation of Random Normal Deviates" (1958).</summary>
    public double NextNormal()
    {
        // 1 − x lies in 0 < x ≤ 1, of which the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        return radius * Math.Cos(2 * Math.PI * NextUnit());
    }

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
