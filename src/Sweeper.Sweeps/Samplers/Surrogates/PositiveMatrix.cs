using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// A symmetric, positive definite matrix by its Cholesky factor. Several times as fast as the managed one of MathNet, which
/// leaves half a second for a proposal from 500 trials. Sums are in groups of four on every machine, so that all compute the
/// same.
/// </summary>
internal sealed class PositiveMatrix
{
    private readonly double[][] _factor;

    private PositiveMatrix(double[][] factor) => _factor = factor;

    /// <summary>
    /// Factors a matrix, of which the lower triangle is read and overwritten; null when it is not positive definite.
    /// </summary>
    public static PositiveMatrix? Factor(double[][] matrix)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            Span<double> row = matrix[i];
            for (int j = 0; j < i; j++)
                row[j] = (row[j] - Dot(row[..j], matrix[j].AsSpan(0, j))) / matrix[j][j];
            double square = row[i] - Dot(row[..i], row[..i]);
            if (!(square > 0))
                return null;
            row[i] = Math.Sqrt(square);
        }

        return new PositiveMatrix(matrix);
    }

    /// <summary>Half of the logarithm of the determinant.</summary>
    public double HalfLogDeterminant => _factor.Select((row, i) => Math.Log(row[i])).Sum();

    /// <summary>L⁻¹ v for the factor L; its square is vᵀ A⁻¹ v.</summary>
    public double[] Forward(ReadOnlySpan<double> vector)
    {
        double[] solution = new double[vector.Length];
        for (int i = 0; i < solution.Length; i++)
            solution[i] = (vector[i] - Dot(_factor[i].AsSpan(0, i), solution.AsSpan(0, i))) / _factor[i][i];
        return solution;
    }

    /// <summary>L⁻ᵀ v; of <see cref="Forward"/>, A⁻¹ v.</summary>
    public double[] Backward(double[] vector)
    {
        double[] solution = [.. vector];
        for (int i = solution.Length - 1; i >= 0; i--)
        {
            solution[i] /= _factor[i][i];
            AddScaled(solution.AsSpan(0, i), _factor[i].AsSpan(0, i), -solution[i]);
        }

        return solution;
    }

    /// <summary>A⁻¹, its lower triangle.</summary>
    public double[][] Inverse()
    {
        int n = _factor.Length;
        double[][] columns = new double[n][], inverse = new double[n][];
        for (int j = 0; j < n; j++)
        {
            // Column j of L⁻¹, as a row.
            Span<double> column = columns[j] = new double[n];
            column[j] = 1 / _factor[j][j];
            for (int i = j + 1; i < n; i++)
                column[i] = -Dot(_factor[i].AsSpan(j, i - j), column[j..i]) / _factor[i][i];
        }

        for (int i = 0; i < n; i++)
        {
            inverse[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
                inverse[i][j] = Dot(columns[i].AsSpan(i), columns[j].AsSpan(i));
        }

        return inverse;
    }

    /// <summary>Σ a b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> even = Vector256<double>.Zero, odd = even;
        int i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even += left[i] * right[i];
            odd += left[i + 1] * right[i + 1];
        }

        if (i < left.Length)
            even += left[i] * right[i];
        double sum = Vector256.Sum(even + odd);
        for (int rest = left.Length * Vector256<double>.Count; rest < a.Length; rest++)
            sum += a[rest] * b[rest];
        return sum;
    }

    private static void AddScaled(Span<double> sums, ReadOnlySpan<double> terms, double factor)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += factor * terms[i];
    }
}
