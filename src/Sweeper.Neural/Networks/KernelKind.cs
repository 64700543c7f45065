namespace Sweeper.Neural.Networks;

/// <summary>How the layers of a network are computed. Results agree to rounding.</summary>
public enum KernelKind
{
    /// <summary>With the widest registers the processor has.</summary>
    Vector,

    /// <summary>
    /// In plain loops over single numbers, straight from the formulas: slow, and what the other is compared with.
    /// </summary>
    Reference,
}
