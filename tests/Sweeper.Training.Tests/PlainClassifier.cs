using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.Tests;

/// <summary>Computes a classifier in plain loops, straight from the formulas.</summary>
internal static class PlainClassifier
{
    public static double[] Probabilities(LayeredClassifier classifier, ReadOnlySpan<byte> pixels)
    {
        double[] values = [.. pixels.ToArray().Select(p => p * classifier.InputScale)];
        foreach (ClassifierLayer layer in classifier.Layers)
        {
            values = layer switch
            {
                ConvolutionClassifierLayer convolution => Convolve(convolution, values),
                MaxPoolingClassifierLayer pooling => Pool(pooling, values),
                DenseClassifierLayer dense =>
                    [.. Enumerable.Range(0, dense.Units).Select(unit => Activate(dense.Activation, Sum(dense, values, unit)))],
                _ => throw new ArgumentException($"{layer} is not known.", nameof(classifier)),
            };
        }

        double sum = values.Sum(Math.Exp);
        return [.. values.Select(v => Math.Exp(v) / sum)];
    }

    private static double Sum(DenseClassifierLayer layer, double[] values, int unit) =>
        layer.Biases[unit] + values.Select((v, i) => v * layer.Weights[(i * layer.Units) + unit]).Sum();

    private static double[] Convolve(ConvolutionClassifierLayer layer, double[] values)
    {
        Assert.Equal(layer.Height * layer.Width * layer.Channels, values.Length);
        var output = new List<double>();
        for (int top = -layer.Padding; top + layer.KernelSize <= layer.Height + layer.Padding; top += layer.Stride)
        {
            for (int left = -layer.Padding; left + layer.KernelSize <= layer.Width + layer.Padding; left += layer.Stride)
            {
                for (int filter = 0; filter < layer.Units; filter++)
                    output.Add(Activate(layer.Activation, layer.Biases[filter] + UnderFilter(layer, values, top, left, filter)));
            }
        }

        return [.. output];
    }

    private static double UnderFilter(ConvolutionClassifierLayer layer, double[] values, int top, int left, int filter)
    {
        double sum = 0;
        for (int i = 0; i < layer.KernelSize; i++)
        {
            for (int j = 0; j < layer.KernelSize; j++)
            {
                int row = top + i, column = left + j;
                if (row < 0 || row >= layer.Height || column < 0 || column >= layer.Width)
                    continue;
                for (int channel = 0; channel < layer.Channels; channel++)
                {
                    double value = values[(((row * layer.Width) + column) * layer.Channels) + channel];
                    sum += value * layer.Weights[(((((i * layer.KernelSize) + j) * layer.Channels) + channel) * layer.Units)
                        + filter];
                }
            }
        }

        return sum;
    }

    private static double[] Pool(MaxPoolingClassifierLayer layer, double[] values)
    {
        Assert.Equal(layer.Height * layer.Width * layer.Channels, values.Length);
        var output = new List<double>();
        for (int top = 0; top + layer.Size <= layer.Height; top += layer.Size)
        {
            for (int left = 0; left + layer.Size <= layer.Width; left += layer.Size)
            {
                for (int channel = 0; channel < layer.Channels; channel++)
                {
                    IEnumerable<double> square = Enumerable.Range(0, layer.Size * layer.Size).Select(
                        i => values[((((top + (i / layer.Size)) * layer.Width) + left + (i % layer.Size)) * layer.Channels)
                            + channel]);
                    output.Add(square.Max());
                }
            }
        }

        return [.. output];
    }

    private static double Activate(string name, double x) => name switch
    {
        "tanh" => Math.Tanh(x),
        "relu" => Math.Max(x, 0),
        "gelu" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "identity" => x,
        _ => throw new ArgumentException($"{name} is not known.", nameof(name)),
    };
}
