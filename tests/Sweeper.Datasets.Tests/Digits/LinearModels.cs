using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Digits;

/// <summary>Two linear classifiers written without the product's own network, to tell how hard a dataset is.</summary>
internal static class LinearModels
{
    /// <summary>Test accuracy when each image gets the class whose mean training image is nearest.</summary>
    public static double NearestMeanAccuracy(Dataset dataset)
    {
        int pixels = dataset.Train.ValueCount;
        int classes = dataset.ClassNames.Length;
        float[][] means = [.. Enumerable.Range(0, classes).Select(_ => new float[pixels])];
        float[] biases = new float[classes];
        for (int i = 0; i < dataset.Train.Count; i++)
        {
            ReadOnlySpan<byte> image = dataset.Train.Image(i);
            for (int p = 0; p < pixels; p++)
                means[dataset.Train.Labels[i]][p] += image[p] / 255f * classes / dataset.Train.Count;
        }

        // The nearest mean maximises mean · x − |mean|² / 2.
        for (int c = 0; c < classes; c++)
            biases[c] = -means[c].Sum(value => value * value) / 2;
        return Accuracy(dataset.Test, means, biases);
    }

    /// <summary>
    /// Test accuracy of multinomial logistic regression after stochastic gradient descent, one image at a time.
    /// </summary>
    public static double SoftmaxRegressionAccuracy(Dataset dataset, int epochs, float learningRate)
    {
        int classes = dataset.ClassNames.Length;
        float[][] weights = [.. Enumerable.Range(0, classes).Select(_ => new float[dataset.Train.ValueCount])];
        float[] biases = new float[classes];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            for (int i = 0; i < dataset.Train.Count; i++)
                Learn(dataset.Train.Image(i), dataset.Train.Labels[i], weights, biases, learningRate / (1 + epoch));
        }

        return Accuracy(dataset.Test, weights, biases);
    }

    private static void Learn(ReadOnlySpan<byte> image, int label, float[][] weights, float[] biases, float learningRate)
    {
        float[] scores = Scores(image, weights, biases);
        float largest = scores.Max();
        float[] exponentials = [.. scores.Select(score => MathF.Exp(score - largest))];
        float sum = exponentials.Sum();
        for (int c = 0; c < scores.Length; c++)
        {
            float step = learningRate * ((c == label ? 1 : 0) - exponentials[c] / sum);
            biases[c] += step;
            for (int p = 0; p < image.Length; p++)
            {
                if (image[p] > 0)
                    weights[c][p] += step * image[p] / 255f;
            }
        }
    }

    private static double Accuracy(LabelledImages images, float[][] weights, float[] biases)
    {
        int correct = 0;
        for (int i = 0; i < images.Count; i++)
        {
            float[] scores = Scores(images.Image(i), weights, biases);
            correct += Array.IndexOf(scores, scores.Max()) == images.Labels[i] ? 1 : 0;
        }

        return (double)correct / images.Count;
    }

    private static float[] Scores(ReadOnlySpan<byte> image, float[][] weights, float[] biases)
    {
        float[] scores = [.. biases];
        for (int p = 0; p < image.Length; p++)
        {
            if (image[p] == 0)
                continue;
            for (int c = 0; c < scores.Length; c++)
                scores[c] += weights[c][p] * image[p] / 255f;
        }

        return scores;
    }
}
