namespace Sweeper.Neural.Randomness;

/// <summary>
/// The whole state of a <see cref="RandomSource"/>: a source given it continues exactly where the other one stood.
/// </summary>
public readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3);
