using System.Numerics;

namespace Sweeper.Neural.Training;

/// <summary>Adds up loss and correct answers over the batches of a subset.</summary>
internal struct MetricsAccumulator
{
    private double _loss;
    private long _correct;
    private long _count;
    private double _squaredError;
    private double _sum;
    private double _sumOfSquares;

    // logits [rows, classes], labels [rows] → predictions [rows], unless empty
    /// <summary>Adds a batch, given the sum of its losses, and writes what was predicted.</summary>
    public void Add<T>(double loss, ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<byte> predictions, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _loss += loss;
        _count += labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<T> own = logits.Slice(row * classes, classes);
            if (IsFirstMax(own, labels[row]))
                _correct++;
            if (!predictions.IsEmpty)
                predictions[row] = (byte)IndexOfMax(own);
        }
    }

    /// <summary>Adds a batch of rows with targets, given the sum of its losses.</summary>
    public void Add<T>(double loss, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _loss += loss;
        _count += targets.Length;
        for (int row = 0; row < targets.Length; row++)
        {
            double target = double.CreateTruncating(targets[row]), error = double.CreateTruncating(outputs[row]) - target;
            _squaredError += error * error;
            _sum += target;
            _sumOfSquares += target * target;
        }
    }

    /// <summary>The means; NaN when nothing was added.</summary>
    public readonly SubsetMetrics Mean => new(_loss / _count, (double)_correct / _count)
    {
        SquaredError = _squaredError / _count,
        R2 = R2,
    };

    // 1 − Σ(y − t)² / Σ(t − mean)²; nothing can be explained where all targets are the same.
    private readonly double R2
    {
        get
        {
            double spread = _sumOfSquares - (_sum * _sum / _count);
            return spread > 0 ? 1 - (_squaredError / spread) : 0;
        }
    }

    // Whether IndexOfMax gives this index, without branches that the processor cannot foresee.
    private static bool IsFirstMax<T>(ReadOnlySpan<T> values, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T own = values[index];
        bool isBeaten = T.IsNaN(own);
        for (int i = 0; i < index; i++)
            isBeaten |= values[i] >= own;
        for (int i = index + 1; i < values.Length; i++)
            isBeaten |= values[i] > own;
        return !isBeaten;
    }

    private static int IndexOfMax<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
