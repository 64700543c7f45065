namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Writes weights with fewer bits: 16 bits as half-precision numbers; 8 bits as whole numbers −127 … 127 with a factor for each
/// unit, so that the largest weight of the unit becomes 127.
/// </summary>
public static class WeightRounding
{
    private const int Largest = 127;

    /// <summary>The factor of each unit in 8 bits; 0 for a unit without any weight but 0.</summary>
    /// <param name="weights">[inputs, units], finite.</param>
    /// <param name="units">At least 1.</param>
    public static float[] Factors(ReadOnlySpan<float> weights, int units)
    {
        float[] factors = new float[units];
        for (int i = 0; i < weights.Length; i++)
            factors[i % units] = Math.Max(factors[i % units], Math.Abs(weights[i]));
        for (int j = 0; j < units; j++)
            factors[j] /= Largest;
        return factors;
    }

    /// <summary>A weight in 8 bits.</summary>
    public static sbyte Round(float weight, float factor) =>
        factor == 0 ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(weight / factor), -Largest, Largest);

    /// <summary>Replaces weights by what fewer bits leave of them.</summary>
    /// <param name="weights">[inputs, units], finite.</param>
    /// <param name="units">At least 1.</param>
    /// <param name="bits">8, 16, or 32 to leave them as they are.</param>
    public static void Apply(Span<float> weights, int units, int bits)
    {
        float[] factors = bits == 8 ? Factors(weights, units) : [];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = bits switch
            {
                8 => Round(weights[i], factors[i % units]) * factors[i % units],
                16 => (float)(Half)weights[i],
                _ => weights[i],
            };
        }
    }
}
