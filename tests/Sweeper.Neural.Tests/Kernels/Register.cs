namespace Sweeper.Neural.Tests.Kernels;

/// <summary>The register widths kernels are compiled for; .NET emulates those the processor lacks.</summary>
public enum Register
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}
