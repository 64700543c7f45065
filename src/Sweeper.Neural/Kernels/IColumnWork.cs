using System.Numerics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>Something that is done to each column of matrices [rows, columns] by itself, from the first row to the last.</summary>
internal interface IColumnWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Does it to as many columns as a register has numbers.</summary>
    /// <param name="column">The first of them.</param>
    void Do<TVector, TSimd>(nint column)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}
