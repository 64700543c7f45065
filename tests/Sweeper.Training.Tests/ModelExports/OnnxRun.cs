using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Sweeper.Neural.Images;

namespace Sweeper.Training.Tests.ModelExports;

/// <summary>What ONNX Runtime makes of images.</summary>
internal sealed class OnnxRun : IDisposable
{
    private const int Rows = 500;

    private readonly InferenceSession _session;

    public OnnxRun(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, options);
    }

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public int[] InputSizes => _session.InputMetadata["pixels"].Dimensions;

    /// <summary>The class of each image, and its probabilities one after the other.</summary>
    public (byte[] Classes, float[] Probabilities) Classify(LabelledImages images)
    {
        var classes = new List<byte>();
        var probabilities = new List<float>();
        for (int start = 0; start < images.Count; start += Rows)
        {
            int count = Math.Min(Rows, images.Count - start);
            var pixels = new DenseTensor<float>(Input(images, start, count), [count, .. InputSizes[1..]]);
            using var results = _session.Run([NamedOnnxValue.CreateFromTensor("pixels", pixels)], ["class", "probabilities"]);
            classes.AddRange(results[0].AsEnumerable<long>().Select(c => (byte)c));
            probabilities.AddRange(results[1].AsEnumerable<float>());
        }

        return ([.. classes], [.. probabilities]);
    }

    public void Dispose() => _session.Dispose();

    // Pixels as 0 … 1, channels before places where the model has places.
    private float[] Input(LabelledImages images, int start, int count)
    {
        int places = images.Width * images.Height, channels = InputSizes.Length == 4 ? images.Channels : 1;
        float[] input = new float[count * images.ValueCount];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> image = images.Image(start + i);
            for (int value = 0; value < image.Length; value++)
                input[(i * image.Length) + (value % channels * places) + (value / channels)] = image[value] / 255f;
        }

        return input;
    }
}
