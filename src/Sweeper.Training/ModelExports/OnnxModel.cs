using Sweeper.Datasets;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Attachments;
using static Sweeper.Training.ModelExports.OnnxMessages;

namespace Sweeper.Training.ModelExports;

/// <summary>
/// Writes a classifier as an ONNX model. Its input <c>pixels</c>, 0 … 1, is [N, numbers] for a network without filters on grey
/// images and [N, channels, height, width] otherwise; its outputs are <c>probabilities</c> [N, classes] and <c>class</c> [N].
/// ONNX has channels before places, so that weights which follow places and channels are put into its order. Of a network that
/// was trained on a table the input is <c>columns</c> [N, columns], as their file has them, and the output of one that predicts
/// a number
/// <c>prediction</c> [N, 1].
/// </summary>
public sealed class OnnxModel
{
    /// <summary>The version of the operators that models are written in; that of ONNX 1.15.</summary>
    public const int Opset = 20;

    private const int IrVersion = 9;
    private const int WhitePixel = 255;

    private readonly ProtobufMessage _graph = new();
    private readonly LayeredClassifier _classifier;
    private FeatureShape _shape;
    private bool _hasPlaces;
    private string _last = "pixels";
    private int _values;

    private readonly Table? _table;

    private OnnxModel(LayeredClassifier classifier, Table? table)
    {
        _table = table;
        if (table is not null)
            _last = "columns";
        _classifier = classifier;
        _shape = new FeatureShape(classifier.Height, classifier.Width, classifier.Channels);
        _hasPlaces = classifier.Channels > 1 || classifier.Layers.Any(l => l is not DenseClassifierLayer);
    }

    /// <summary>The content of a file with the model.</summary>
    /// <param name="classifier">The network; batch normalisation is part of its weights.</param>
    /// <param name="metadata">Texts about the model.</param>
    /// <param name="table">The columns that it takes, as their file has them, of a network that was trained on a table.</param>
    public static byte[] Write(
        LayeredClassifier classifier, IEnumerable<KeyValuePair<string, string>> metadata, Table? table = null)
    {
        var model = new OnnxModel(classifier, table);
        ProtobufMessage message = new ProtobufMessage().Add(1, (long)IrVersion).Add(2, "sweeper").Add(7, model.Graph())
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, (long)Opset));
        foreach ((string key, string value) in metadata)
            message.Add(14, new ProtobufMessage().Add(1, key).Add(2, value));
        return message.ToArray();
    }

    private ProtobufMessage Graph()
    {
        _graph.Add(2, "classifier");
        _graph.Add(11, _hasPlaces
            ? Value("pixels", isClass: false, _shape.Channels, _shape.Height, _shape.Width)
            : Value(_last, isClass: false, (int)_shape.Count));
        Scale();
        foreach (ClassifierLayer layer in _classifier.Layers)
            Add(layer);
        if (_table is { IsRegression: true } table)
            return AddPrediction(table);
        AddOutputs();
        _graph.Add(12, Value("probabilities", isClass: false, _classifier.Classes.Length));
        return _graph.Add(12, Value("class", isClass: true));
    }

    // The network was trained on pixels 0 … 255 times its scale, which is 0 … 1 unless the experiment says otherwise.
    private void Scale()
    {
        if (_table is Table table)
        {
            Compute("Sub", [_last, Constant([.. table.Means.Select(m => (float)m)], table.Means.Length)]);
            Compute("Div", [_last, Constant([.. table.Deviations.Select(d => (float)d)], table.Deviations.Length)]);
            return;
        }

        float factor = (float)(_classifier.InputScale * WhitePixel);
        if (factor != 1)
            Compute("Mul", [_last, Constant(factor)]);
    }

    private void Add(ClassifierLayer layer)
    {
        switch (layer)
        {
            case ConvolutionClassifierLayer convolution: AddConvolution(convolution); break;
            case MaxPoolingClassifierLayer pooling: AddPooling(pooling); break;
            case DenseClassifierLayer dense: AddDense(dense); break;
            default: throw new ArgumentException($"{layer} is not known.", nameof(layer));
        }
    }

    // weights [kernel rows, kernel columns, channels, filters] → [filters, channels, kernel rows, kernel columns]
    private void AddConvolution(ConvolutionClassifierLayer layer)
    {
        int size = layer.KernelSize, channels = layer.Channels, filters = layer.Units;
        float[] weights = new float[layer.Weights.Length];
        for (int place = 0; place < size * size; place++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int filter = 0; filter < filters; filter++)
                    weights[(((filter * channels) + channel) * size * size) + place] =
                        layer.Weights[(((place * channels) + channel) * filters) + filter];
            }
        }

        long padding = layer.Padding;
        Compute(
            "Conv",
            [_last, Constant(weights, filters, channels, size, size), Constant(layer.Biases.AsSpan(), filters)],
            Attribute("kernel_shape", size, size),
            Attribute("strides", layer.Stride, layer.Stride),
            Attribute("pads", padding, padding, padding, padding));
        _shape = new ConvolutionShape(_shape, filters, size, layer.Stride, layer.Padding).Output;
        Activate(layer.Activation);
    }

    private void AddPooling(MaxPoolingClassifierLayer layer)
    {
        Compute(
            "MaxPool", [_last], Attribute("kernel_shape", layer.Size, layer.Size), Attribute("strides", layer.Size, layer.Size));
        _shape = _shape with { Height = _shape.Height / layer.Size, Width = _shape.Width / layer.Size };
    }

    private void AddDense(DenseClassifierLayer layer)
    {
        ReadOnlySpan<float> weights = layer.Weights.AsSpan();
        if (_hasPlaces)
        {
            Compute("Flatten", [_last]);
            weights = ChannelsFirst(weights, layer.Units);
        }

        Compute("Gemm", [_last, Constant(weights, layer.Inputs, layer.Units), Constant(layer.Biases.AsSpan(), layer.Units)]);
        _hasPlaces = false;
        Activate(layer.Activation);
    }

    // weights [height · width · channels, units] → [channels · height · width, units]
    private float[] ChannelsFirst(ReadOnlySpan<float> weights, int units)
    {
        int places = _shape.Height * _shape.Width, channels = _shape.Channels;
        float[] turned = new float[weights.Length];
        for (int place = 0; place < places; place++)
        {
            for (int channel = 0; channel < channels; channel++)
                weights.Slice(((place * channels) + channel) * units, units).CopyTo(
                    turned.AsSpan(((channel * places) + place) * units));
        }

        return turned;
    }

    private void Activate(string name)
    {
        string input = _last;
        if (name == ActivationKind.LeakyRelu.Name)
            Compute("LeakyRelu", [input], Attribute("alpha", 0.01f));
        else if (name == ActivationKind.Elu.Name)
            Compute("Elu", [input], Attribute("alpha", 1f));
        else if (name == ActivationKind.Gelu.Name)
            Compute("Gelu", [input], Attribute("approximate", "tanh"));
        else if (name == ActivationKind.Swish.Name)
            Compute("Mul", [input, Compute("Sigmoid", [input])]);
        else if (name != ActivationKind.Identity.Name)
            Compute(OperationOf(name), [input]);
    }

    private static string OperationOf(string activation) => activation switch
    {
        "sigmoid" => "Sigmoid",
        "tanh" => "Tanh",
        "relu" => "Relu",
        "softplus" => "Softplus",
        _ => throw new ArgumentException($"{activation} is not known.", nameof(activation)),
    };

    // The class is the largest number of the last layer, the first of equal ones: probabilities may be equal where those are
    // not.
    private void AddOutputs()
    {
        string logits = _last;
        _graph.Add(1, _classifier.Output switch
        {
            "softmax" => Node("Softmax", [logits], "probabilities", Attribute("axis", 1L)),
            "sigmoid" => Node("Sigmoid", [logits], "probabilities"),
            "identity" => Node("Clip", [logits, Constant(0f), Constant(1f)], "probabilities"),
            string other => throw new ArgumentException($"{other} is not known.", nameof(other)),
        });
        _graph.Add(1, Node("ArgMax", [logits], "class", Attribute("axis", 1L), Attribute("keepdims", 0L)));
    }

    private ProtobufMessage AddPrediction(Table table)
    {
        Compute("Mul", [_last, Constant((float)table.TargetDeviation)]);
        _graph.Add(1, Node("Add", [_last, Constant((float)table.TargetMean)], "prediction"));
        return _graph.Add(12, Value("prediction", isClass: false, 1));
    }

    private string Compute(string operation, string[] inputs, params ProtobufMessage[] attributes)
    {
        _last = $"value_{++_values}";
        _graph.Add(1, Node(operation, inputs, _last, attributes));
        return _last;
    }

    private string Constant(float value) => Constant([value], []);

    private string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<int> sizes)
    {
        string name = $"constant_{++_values}";
        _graph.Add(5, Tensor(name, values, sizes));
        return name;
    }
}
