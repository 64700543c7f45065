namespace Sweeper.Neural.Tests.Kernels;

/// <summary>The register widths kernels are compiled for. Those the processor lacks are emulated by .NET, so that all can be tested anywhere.</summary>
public enum Register
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}
