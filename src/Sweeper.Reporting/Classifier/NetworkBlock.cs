using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>
/// A classifier as JSON for a block that no browser runs, with its weights in as few bits as keep its accuracy; and some images
/// to try it on. Of a classifier of colour images, which nobody draws with one pen, it is no more than the first weights, to be
/// shown. Like all data of a report it is written in plain ASCII without anything that could end the block.
/// </summary>
internal static class NetworkBlock
{
    // Four megabytes as text.
    private const long MostBytes = 3 << 20;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Whether there is a classifier that is small enough for a page, as far as the page needs it.</summary>
    public static bool IsEmbedded(ClassifierFindings findings) =>
        findings.Network is LayeredClassifier network
        && NeededLayers(network).OfType<WeightedClassifierLayer>()
            .Sum(l => (long)l.Weights.Length) * Bits(findings) / 8 <= MostBytes;

    /// <summary>Whether the page can have a place to draw on for a classifier, embedded or not.</summary>
    public static bool CanDrawFor(LayeredClassifier network) => network.Channels == 1;

    /// <summary>The block; null when there is no such classifier.</summary>
    public static MarkupString? Of(ClassifierFindings findings)
    {
        if (!IsEmbedded(findings))
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Write(json, findings.Network!, Bits(findings));
            WriteExamples(json, CanDrawFor(findings.Network!) ? findings.Examples : null);
            json.WriteEndObject();
        }

        return new MarkupString(Encoding.ASCII.GetString(buffer.WrittenSpan));
    }

    private static IEnumerable<ClassifierLayer> NeededLayers(LayeredClassifier network) =>
        CanDrawFor(network) ? network.Layers : network.Layers.TakeWhile(l => l is not WeightedClassifierLayer)
            .Append(FirstLayer.Of(network).Layer);

    private static int Bits(ClassifierFindings findings) => findings.Precision?.Bits ?? 32;

    private static void Write(Utf8JsonWriter json, LayeredClassifier network, int bits)
    {
        json.WriteNumber("width", network.Width);
        json.WriteNumber("height", network.Height);
        json.WriteNumber("channels", network.Channels);
        json.WriteNumber("scale", network.InputScale);
        json.WriteBoolean("fillsFrame", network.FillsFrame);
        json.WriteString("output", network.Output);
        json.WriteNumber("bits", bits);
        json.WriteString("unit", FirstLayer.Of(network).UnitName);
        json.WriteStartArray("classes");
        foreach (string name in network.Classes)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("layers");
        foreach (ClassifierLayer layer in NeededLayers(network))
        {
            json.WriteStartObject();
            WriteKind(json, layer);
            if (layer is WeightedClassifierLayer weighted)
                WriteWeights(json, weighted, bits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The sizes of inputs and outputs follow from that of the image.
    private static void WriteKind(Utf8JsonWriter json, ClassifierLayer layer)
    {
        switch (layer)
        {
            case ConvolutionClassifierLayer convolution:
                json.WriteString("kind", "convolution");
                WriteWindow(json, convolution.KernelSize, convolution.Stride, convolution.Padding);
                break;
            case MaxPoolingClassifierLayer pooling:
                json.WriteString("kind", "max_pooling");
                WriteWindow(json, pooling.Size, pooling.Size, padding: 0);
                break;
            default:
                json.WriteString("kind", "dense");
                break;
        }
    }

    private static void WriteWindow(Utf8JsonWriter json, int size, int stride, int padding)
    {
        json.WriteNumber("size", size);
        json.WriteNumber("stride", stride);
        json.WriteNumber("padding", padding);
    }

    private static void WriteWeights(Utf8JsonWriter json, WeightedClassifierLayer layer, int bits)
    {
        json.WriteString("activation", layer.Activation);
        json.WriteBase64String("biases", Singles(layer.Biases.AsSpan()));
        switch (bits)
        {
            case 8:
                float[] factors = WeightRounding.Factors(layer.Weights.AsSpan(), layer.Units);
                json.WriteBase64String("factors", Singles(factors));
                json.WriteBase64String("weights",
                    layer.Weights.Select((w, i) => (byte)WeightRounding.Round(w, factors[i % layer.Units])).ToArray());
                break;
            case 16:
                json.WriteBase64String("weights", Halves(layer.Weights));
                break;
            default:
                json.WriteBase64String("weights", Singles(layer.Weights.AsSpan()));
                break;
        }
    }

    private static void WriteExamples(Utf8JsonWriter json, ClassifierExamples? examples)
    {
        json.WriteStartArray("examples");
        if (examples is not null)
        {
            foreach (ClassifierExample example in examples.Hits.Concat(examples.Errors))
            {
                json.WriteStartObject();
                json.WriteNumber("index", example.Index);
                json.WriteNumber("label", example.Label);
                json.WriteNumber("predicted", example.Predicted);
                json.WriteNumber("probability", example.Probability);
                json.WriteBase64String("pixels", example.Pixels.AsSpan());
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static byte[] Singles(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        return bytes;
    }

    private static byte[] Halves(ImmutableArray<float> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * i), (Half)values[i]);
        return bytes;
    }
}
