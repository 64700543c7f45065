using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Layers;

/// <summary>
/// y = γ·x̂ + β with x̂ = (x − mean) / √(variance + ε), channel by channel: the positions of an image count as rows. In training
/// mean and variance are those of the batch; otherwise the running ones, of which each batch in training replaces a tenth.
/// (Ioffe and Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift,
/// algorithm 1 and §3; running averages as in PyTorch, the variance with n − 1.) A batch of one row of units gives β and teaches
/// the layers before nothing.
/// </summary>
public sealed class BatchNormalizationLayer<T> : ILayer<T>, ITrainingLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Is added to each variance, so that its root is never 0.</summary>
    public const double Epsilon = 1e-5;

    private const double NewShare = 0.1;

    private readonly WeightTensor<T> _scale;
    private readonly WeightTensor<T> _shift;
    private readonly WeightTensor<T> _runningMean;
    private readonly WeightTensor<T> _runningVariance;

    // Positions of an image.
    private readonly int _positions;

    // [channels]: of the last batch, or the running ones; then sums over the rows of a backward pass.
    private readonly T[] _mean;
    private readonly T[] _inverseDeviation;

    /// <param name="name">Prefix of the names of its tensors.</param>
    /// <param name="shape">What it is given for each image.</param>
    public BatchNormalizationLayer(string name, FeatureShape shape)
    {
        InputSize = checked((int)shape.Count);
        _positions = shape.Height * shape.Width;
        int size = shape.Channels;
        _scale = new WeightTensor<T>($"{name}.scale", WeightKind.Scale, size);
        _shift = new WeightTensor<T>($"{name}.shift", WeightKind.Bias, size);
        _runningMean = new WeightTensor<T>($"{name}.running_mean", WeightKind.Statistic, size);
        _runningVariance = new WeightTensor<T>($"{name}.running_variance", WeightKind.Statistic, size);
        _scale.Values.Fill(T.One);
        _runningVariance.Values.Fill(T.One);
        _mean = new T[size];
        _inverseDeviation = new T[size];
        Weights = [_scale, _shift];
        Statistics = [_runningMean, _runningVariance];
    }

    public bool IsTraining { get; set; }

    public int InputSize { get; }

    public int OutputSize => InputSize;

    public ImmutableArray<WeightTensor<T>> Weights { get; }

    public ImmutableArray<WeightTensor<T>> Statistics { get; }

    // x [rows, positions, channels] → y [rows, positions, channels]
    public void Forward(ReadOnlySpan<T> input, Span<T> output, int rows)
    {
        if (IsTraining)
            Measure(input, rows * _positions);
        else
            Recall();
        Normalization.Apply(input, _mean, _inverseDeviation, _scale.Values, _shift.Values, output);
    }

    // ∂γ = Σ ∂y·x̂,  ∂β = Σ ∂y,  ∂x = γ / (n·√(variance + ε)) · (n·∂y − ∂β − x̂·∂γ)
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows)
    {
        _shift.Gradient.Clear();
        ColumnSums.Add(outputGradient, _shift.Gradient);
        Normalization.SumProducts(input, outputGradient, _mean, _inverseDeviation, _scale.Gradient);
        if (!inputGradient.IsEmpty)
        {
            Normalization.Backward(
                input, outputGradient, _mean, _inverseDeviation, _scale.Values, _scale.Gradient, _shift.Gradient, inputGradient);
        }
    }

    private void Recall()
    {
        _runningMean.Values.CopyTo(_mean);
        for (int j = 0; j < _mean.Length; j++)
            _inverseDeviation[j] = T.One / T.Sqrt(_runningVariance.Values[j] + T.CreateTruncating(Epsilon));
    }

    private void Measure(ReadOnlySpan<T> input, int rows)
    {
        // Two passes, because the difference of two large sums would lose the variance of units far from 0.
        T share = T.One / T.CreateTruncating(rows);
        Array.Clear(_mean);
        ColumnSums.Add(input, _mean);
        Elementwise.Apply<T, ScaleOperation<T>>(new ScaleOperation<T>(share), _mean, _mean);

        T[] variance = _inverseDeviation;
        Normalization.SumSquares(input, _mean, variance);
        Remember(variance, rows);
        for (int j = 0; j < variance.Length; j++)
            _inverseDeviation[j] = T.One / T.Sqrt((variance[j] * share) + T.CreateTruncating(Epsilon));
    }

    private void Remember(T[] squares, int rows)
    {
        T fresh = T.CreateTruncating(NewShare);
        T old = T.One - fresh;
        T share = T.One / T.CreateTruncating(Math.Max(rows - 1, 1));
        for (int j = 0; j < squares.Length; j++)
        {
            _runningMean.Values[j] = (old * _runningMean.Values[j]) + (fresh * _mean[j]);
            _runningVariance.Values[j] = (old * _runningVariance.Values[j]) + (fresh * squares[j] * share);
        }
    }
}
