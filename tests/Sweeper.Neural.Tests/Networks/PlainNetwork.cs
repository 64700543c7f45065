using Sweeper.Neural.Layers;
using Sweeper.Neural.Networks;

namespace Sweeper.Neural.Tests.Networks;

/// <summary>The forward pass of a network with tanh activations for one image, in plain loops and double precision.</summary>
internal static class PlainNetwork
{
    public static double[] Logits(Network<float> network, ReadOnlySpan<byte> pixels)
    {
        double[] values = new double[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            values[i] = pixels[i] / 255.0;

        for (int l = 0; l < network.Weights.Length; l += 2)
        {
            if (l > 0)
                values = [.. values.Select(Math.Tanh)];
            values = Dense(values, network.Weights[l], network.Weights[l + 1]);
        }

        return values;
    }

    private static double[] Dense(double[] input, WeightTensor<float> weight, WeightTensor<float> bias)
    {
        double[] output = [.. bias.Values.ToArray().Select(b => (double)b)];
        for (int j = 0; j < output.Length; j++)
        {
            for (int i = 0; i < input.Length; i++)
                output[j] += input[i] * weight.Values[(i * output.Length) + j];
        }

        return output;
    }
}
