namespace Sweeper.Experiments.Syntax;

/// <summary>What a scalar is by the YAML 1.2 core schema.</summary>
public enum ScalarKind
{
    Text,
    Integer,

    /// <summary>A number with a fraction, an exponent, or an infinity or NaN.</summary>
    Float,
    Boolean,

    /// <summary>Nothing written, <c>null</c> or <c>~</c>.</summary>
    Null,
}
