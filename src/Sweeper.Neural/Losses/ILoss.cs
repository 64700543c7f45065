namespace Sweeper.Neural.Losses;

/// <summary>
/// What training makes small: a number per example, from the network's logits and the example's class, averaged over a batch.
/// </summary>
public interface ILoss<T>
    where T : unmanaged
{
    // logits [rows, classes], labels [rows] → gradient [rows, classes]; they may not overlap
    /// <summary>
    /// The sum of the losses of the rows, and in <paramref name="gradient"/> the derivative of their mean by each logit. A logit
    /// that is NaN makes the sum NaN.
    /// </summary>
    double Evaluate(ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<T> gradient, int classes);
}

/// <summary>A loss that can also be taken of numbers that are to be predicted.</summary>
internal interface INumberLoss<T>
    where T : unmanaged
{
    // outputs [rows], targets [rows] → gradient [rows]; they may not overlap
    /// <summary>
    /// The sum of the losses of the rows, and in <paramref name="gradient"/> the derivative of their mean by each output. An
    /// output that is NaN makes the sum NaN.
    /// </summary>
    double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient);
}
