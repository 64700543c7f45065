using System.Text;
using System.Text.Json;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Models;

namespace Sweeper.Neural.Tests.Models;

public sealed class SafetensorsFileTests
{
    private static readonly WeightTensor<float>[] Tensors =
    [
        Tensor([2, 3], "dense_1.weight", [1, -2, 0.5f, float.MaxValue, float.Epsilon, -0f]),
        Tensor([3], "dense_1.bias", [float.NaN, float.PositiveInfinity, 7]),
    ];

    [Fact]
    public void Write_TwoTensors_KeepsTypesShapesAndBits()
    {
        var content = new SafetensorsContent(SafetensorsFile.Write(Tensors, new Dictionary<string, string>()));

        Assert.All(Tensors, tensor =>
        {
            JsonElement entry = content.Header.GetProperty(tensor.Name);
            Assert.Equal("F32", entry.GetProperty("dtype").GetString());
            Assert.Equal(tensor.Shape, entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
            Assert.Equal(Bits(tensor.Values.ToArray()), Bits(content.Values(tensor.Name)));
        });
    }

    [Fact]
    public void Write_TwoTensors_FillsTheFileWithoutGaps()
    {
        byte[] file = SafetensorsFile.Write(Tensors, new Dictionary<string, string>());

        var content = new SafetensorsContent(file);
        Assert.Equal((0, 24), content.Offsets("dense_1.weight"));
        Assert.Equal((24, 36), content.Offsets("dense_1.bias"));
        Assert.Equal(8 + content.HeaderLength + 36, file.Length);
        Assert.Equal(["__metadata__", "dense_1.weight", "dense_1.bias"], content.Header.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Write_MetadataOfAnyText_IsKept()
    {
        var metadata = new Dictionary<string, string> { ["quick\"start\""] = "</script>\n", ["übung"] = "ü", ["empty"] = "" };

        var content = new SafetensorsContent(SafetensorsFile.Write(Tensors, metadata));

        JsonElement read = content.Header.GetProperty("__metadata__");
        Assert.Equal(metadata, read.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!));
    }

    [Fact]
    public void Write_HeadersOfEveryLength_StartTheDataAtAMultipleOfEight()
    {
        for (int length = 0; length < 16; length++)
        {
            byte[] file = SafetensorsFile.Write(Tensors, new Dictionary<string, string> { ["name"] = new('x', length) });

            var content = new SafetensorsContent(file);
            string header = Encoding.UTF8.GetString(file, 8, content.HeaderLength);
            Assert.Equal(0, content.HeaderLength % 8);
            Assert.StartsWith("{", header);
            Assert.InRange(header.Length - header.TrimEnd(' ').Length, 0, 7);
            Assert.Equal(7, content.Values("dense_1.bias")[2]);
        }
    }

    [Fact]
    public void Write_NoTensors_IsAHeaderAlone()
    {
        byte[] file = SafetensorsFile.Write([], new Dictionary<string, string>());

        Assert.Equal(8 + new SafetensorsContent(file).HeaderLength, file.Length);
    }

    // NaN and −0 must survive too.
    private static IEnumerable<uint> Bits(float[] values) => values.Select(BitConverter.SingleToUInt32Bits);

    private static WeightTensor<float> Tensor(int[] shape, string name, float[] values)
    {
        var tensor = new WeightTensor<float>(name, WeightKind.Weight, shape);
        values.CopyTo(tensor.Values);
        return tensor;
    }
}
