using System.Runtime.InteropServices;

namespace Sweeper.Training.ModelExports;

/// <summary>
/// The messages of ONNX, by the field numbers of its schema (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): of them
/// what the networks of the experiment language need.
/// </summary>
internal static class OnnxMessages
{
    private const int FloatType = 1, Int64Type = 7;

    /// <summary>A node: what it computes, of which values, and what its result is called.</summary>
    public static ProtobufMessage Node(string operation, string[] inputs, string output, params ProtobufMessage[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
            node.Add(1, input);
        node.Add(2, output).Add(3, $"{operation}_{output}").Add(4, operation);
        foreach (ProtobufMessage attribute in attributes)
            node.Add(5, attribute);
        return node;
    }

    public static ProtobufMessage Attribute(string name, float value) =>
        new ProtobufMessage().Add(1, name).Add(2, value).Add(20, 1L);

    public static ProtobufMessage Attribute(string name, long value) =>
        new ProtobufMessage().Add(1, name).Add(3, value).Add(20, 2L);

    public static ProtobufMessage Attribute(string name, string value) =>
        new ProtobufMessage().Add(1, name).Add(4, value).Add(20, 3L);

    public static ProtobufMessage Attribute(string name, params long[] values)
    {
        ProtobufMessage attribute = new ProtobufMessage().Add(1, name);
        foreach (long value in values)
            attribute.Add(8, value);
        return attribute.Add(20, 7L);
    }

    /// <summary>Numbers that are part of the model, such as weights.</summary>
    /// <param name="name">What nodes call them.</param>
    /// <param name="values">Row-major; as many as the product of the sizes.</param>
    /// <param name="sizes">None for a single number.</param>
    public static ProtobufMessage Tensor(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> sizes)
    {
        var tensor = new ProtobufMessage();
        foreach (int size in sizes)
            tensor.Add(1, (long)size);
        return tensor.Add(2, (long)FloatType).Add(8, name).Add(9, LittleEndian(values));
    }

    /// <summary>An input or an output of the model: for so many images as are given, so many numbers each.</summary>
    public static ProtobufMessage Value(string name, bool isClass, params ReadOnlySpan<int> sizes)
    {
        ProtobufMessage shape = new ProtobufMessage().Add(1, new ProtobufMessage().Add(2, "N"));
        foreach (int size in sizes)
            shape.Add(1, new ProtobufMessage().Add(1, (long)size));
        ProtobufMessage tensor = new ProtobufMessage().Add(1, (long)(isClass ? Int64Type : FloatType)).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private static byte[] LittleEndian(ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        for (int i = 0; !BitConverter.IsLittleEndian && i < bytes.Length; i += sizeof(float))
            bytes.AsSpan(i, sizeof(float)).Reverse();
        return bytes;
    }
}
