using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>A function of one number, written once for every register width.</summary>
internal interface IUnaryOperation<T>
    where T : unmanaged
{
    TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
