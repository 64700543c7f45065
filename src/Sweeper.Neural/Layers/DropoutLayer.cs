using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Layers;

/// <summary>
/// In training sets each unit to 0 with a probability and divides the others by the probability of being kept, so that the
/// expected value stays; otherwise hands its input on. (Srivastava et al. 2014, Dropout: A Simple Way to Prevent Neural Networks
/// from Overfitting, §10 for scaling in training.)
/// </summary>
internal sealed class DropoutLayer<T> : ILayer<T>, ITrainingLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four units share the bits of one random number, so the probability is a multiple of this one's inverse.
    private const int Resolution = 1 << 16;

    private readonly RandomSource _random;
    private readonly int _kept;
    private readonly T _scale;
    private T[] _factors = [];

    /// <param name="size">Units per row; at least 1.</param>
    /// <param name="rate">
    /// The probability of 0, 0 … below 1; rounded to a multiple of 2⁻¹⁶, and at least one part in 2¹⁶ is kept.
    /// </param>
    /// <param name="random">Drawn from at every forward pass of training.</param>
    public DropoutLayer(int size, double rate, RandomSource random)
    {
        InputSize = size;
        _random = random;
        _kept = Math.Max((int)Math.Round((1 - rate) * Resolution), 1);
        _scale = T.CreateTruncating(Resolution / (double)_kept);
    }

    public bool IsTraining { get; set; }

    public int InputSize { get; }

    public int OutputSize => InputSize;

    public ImmutableArray<WeightTensor<T>> Weights => [];

    // x [rows, size] → y [rows, size] = x · factors
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        if (!IsTraining)
        {
            input.CopyTo(output);
            return;
        }

        if (_factors.Length < input.Length)
            _factors = new T[input.Length];
        Span<T> factors = _factors.AsSpan(0, input.Length);
        Draw(factors);
        factors.CopyTo(output);
        Elementwise.Update(default(MultiplyOperation<T>), input, output);
    }

    // ∂x = ∂y · factors
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        if (inputGradient.IsEmpty)
            return;
        _factors.AsSpan(0, inputGradient.Length).CopyTo(inputGradient);
        Elementwise.Update(default(MultiplyOperation<T>), outputGradient, inputGradient);
    }

    private void Draw(Span<T> factors)
    {
        ulong bits = 0;
        for (int i = 0; i < factors.Length; i++)
        {
            bits = i % 4 == 0 ? _random.NextUInt64() : bits >> 16;
            factors[i] = (int)(bits & 0xFFFF) < _kept ? _scale : T.Zero;
        }
    }
}
