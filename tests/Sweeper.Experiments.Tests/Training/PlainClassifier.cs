using Sweeper.Sweeps.Attachments;

namespace Sweeper.Experiments.Tests.Training;

/// <summary>Computes a classifier in plain loops, straight from the formulas.</summary>
internal static class PlainClassifier
{
    public static double[] Probabilities(LayeredClassifier classifier, ReadOnlySpan<byte> pixels)
    {
        double[] values = [.. pixels.ToArray().Select(p => p * classifier.InputScale)];
        foreach (DenseClassifierLayer layer in classifier.Layers.Cast<DenseClassifierLayer>())
            values = [.. Enumerable.Range(0, layer.Units).Select(unit => Activate(layer.Activation, Sum(layer, values, unit)))];
        double sum = values.Sum(Math.Exp);
        return [.. values.Select(v => Math.Exp(v) / sum)];
    }

    private static double Sum(DenseClassifierLayer layer, double[] values, int unit) =>
        layer.Biases[unit] + values.Select((v, i) => v * layer.Weights[(i * layer.Units) + unit]).Sum();

    private static double Activate(string name, double x) => name switch
    {
        "tanh" => Math.Tanh(x),
        "gelu" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        _ => x,
    };
}
