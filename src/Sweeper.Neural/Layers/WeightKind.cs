namespace Sweeper.Neural.Layers;

/// <summary>What a <see cref="WeightTensor{T}"/> is in its layer.</summary>
public enum WeightKind
{
    /// <summary>Multiplies an input.</summary>
    Weight,

    /// <summary>Is added to an output.</summary>
    Bias,

    /// <summary>Multiplies a normalised unit.</summary>
    Scale,

    /// <summary>Describes what the layer saw in training; measured, not adjusted.</summary>
    Statistic,
}
