using System.Numerics;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>
/// The loss of an example is Σ (a_j − y_j)² over its classes, y the one-hot class and a the outputs. Derivative by an
/// output: 2·(a − y) / rows. A reduction may divide both by the number of classes, or halve them. Of a number that is to be
/// predicted, y, and the output as it is, a, the loss is (a − y)².
/// </summary>
internal sealed class MeanSquaredErrorLoss<T>(OutputKind output, SquaredErrorReduction reduction) : ILoss<T>, INumberLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _outputs = [];

    public double Evaluate(ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<T> gradient, int classes)
    {
        if (_outputs.Length < logits.Length)
            _outputs = new T[logits.Length];
        Span<T> outputs = _outputs.AsSpan(0, logits.Length);
        logits.CopyTo(outputs);
        output.Forward(outputs, classes);

        outputs.CopyTo(gradient);
        for (int row = 0; row < labels.Length; row++)
            gradient[(row * classes) + labels[row]] -= T.One;
        double factor = Factor(classes);
        T scale = T.CreateTruncating(2 * factor / labels.Length);
        double loss = 0;
        foreach (ref T difference in gradient)
        {
            double d = double.CreateTruncating(difference);
            loss += d * d;
            difference *= scale;
        }

        output.Backward(outputs, gradient, classes);
        return loss * factor;
    }

    public double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient)
    {
        double factor = Factor(1), loss = 0;
        T scale = T.CreateTruncating(2 * factor / targets.Length);
        for (int row = 0; row < targets.Length; row++)
        {
            T difference = outputs[row] - targets[row];
            double d = double.CreateTruncating(difference);
            loss += d * d;
            gradient[row] = difference * scale;
        }

        return loss * factor;
    }

    private double Factor(int classes) => reduction switch
    {
        SquaredErrorReduction.Mean => 1.0 / classes,
        SquaredErrorReduction.Half => 0.5,
        _ => 1,
    };
}

/// <summary>What becomes of the squared errors of an example's outputs.</summary>
internal enum SquaredErrorReduction
{
    /// <summary>Σ (a − y)²: derivative 2·(a − y).</summary>
    Sum,

    /// <summary>Σ (a − y)² / classes: derivative 2·(a − y) / classes.</summary>
    Mean,

    /// <summary>½·Σ (a − y)²: derivative a − y.</summary>
    Half,
}
