using System.Numerics;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>Runs a kernel with registers of a chosen width.</summary>
internal static class KernelRunner
{
    public static int Lanes<T>(Register register)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => register switch
        {
            Register.Scalar => SimdScalar<T>.Width,
            Register.Bits128 => Simd128<T>.Width,
            Register.Bits256 => Simd256<T>.Width,
            _ => Simd512<T>.Width,
        };

    public static void Multiply<T>(Register register, Operand<T> a, Operand<T> b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (register)
        {
            case Register.Scalar:
                MatrixProduct.Run<T, T, SimdScalar<T>>(a, b, c, accumulate, scratch);
                break;
            case Register.Bits128:
                MatrixProduct.Run<T, Vector128<T>, Simd128<T>>(a, b, c, accumulate, scratch);
                break;
            case Register.Bits256:
                MatrixProduct.Run<T, Vector256<T>, Simd256<T>>(a, b, c, accumulate, scratch);
                break;
            default:
                MatrixProduct.Run<T, Vector512<T>, Simd512<T>>(a, b, c, accumulate, scratch);
                break;
        }
    }

    public static void Apply<T, TOperation>(Register register, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        switch (register)
        {
            case Register.Scalar:
                Elementwise.Apply<T, T, SimdScalar<T>, TOperation>(default, x, y);
                break;
            case Register.Bits128:
                Elementwise.Apply<T, Vector128<T>, Simd128<T>, TOperation>(default, x, y);
                break;
            case Register.Bits256:
                Elementwise.Apply<T, Vector256<T>, Simd256<T>, TOperation>(default, x, y);
                break;
            default:
                Elementwise.Apply<T, Vector512<T>, Simd512<T>, TOperation>(default, x, y);
                break;
        }
    }

    public static void Update<T, TOperation>(Register register, TOperation operation, ReadOnlySpan<T> x, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IBinaryOperation<T>
    {
        switch (register)
        {
            case Register.Scalar:
                Elementwise.Update<T, T, SimdScalar<T>, TOperation>(operation, x, z);
                break;
            case Register.Bits128:
                Elementwise.Update<T, Vector128<T>, Simd128<T>, TOperation>(operation, x, z);
                break;
            case Register.Bits256:
                Elementwise.Update<T, Vector256<T>, Simd256<T>, TOperation>(operation, x, z);
                break;
            default:
                Elementwise.Update<T, Vector512<T>, Simd512<T>, TOperation>(operation, x, z);
                break;
        }
    }
}
