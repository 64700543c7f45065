using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>One step of an optimiser that remembers numbers per weight, written once for every register width.</summary>
internal interface IWeightUpdate<T>
    where T : unmanaged
{
    /// <summary>The new weight, from its gradient and what is remembered of it, which it changes.</summary>
    TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
