namespace Sweeper.Neural.Outputs;

/// <summary>Turns logits into outputs, in place, and derivatives by outputs into derivatives by logits, in place.</summary>
internal interface IOutputFunction<T>
    where T : unmanaged
{
    // [rows, classes], logits in, outputs out
    void Forward(Span<T> values, int classes);

    // outputs [rows, classes] · gradient [rows, classes], ∂outputs in, ∂logits out
    void Backward(ReadOnlySpan<T> outputs, Span<T> gradient, int classes);
}
