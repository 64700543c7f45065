namespace Sweeper.Neural.Models;

/// <summary>Gives the numbers of a tensor where they are.</summary>
public delegate Span<float> TensorValues();
