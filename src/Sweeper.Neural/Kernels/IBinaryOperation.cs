using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>A function of two numbers, written once for every register width.</summary>
internal interface IBinaryOperation<T>
    where T : unmanaged
{
    TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
