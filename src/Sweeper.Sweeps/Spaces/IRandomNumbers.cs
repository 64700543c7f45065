namespace Sweeper.Sweeps.Spaces;

/// <summary>Random numbers, one after the other.</summary>
public interface IRandomNumbers
{
    /// <summary>Uniform in 0 ≤ x &lt; 1.</summary>
    double NextUnit();
}
