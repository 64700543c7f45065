using System.Buffers.Binary;
using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_ModelFile_IsASafetensorsFileThatDescribesItsWeights()
    {
        _folder.Write("grid.yaml", Experiments.Grid);
        (await SweeperCommand.RunAsync(_folder.Root, "run", "grid.yaml", "--no-report")).With(exitCode: 0);
        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "trials", "grid");

        foreach (JsonElement trial in trials)
        {
            int number = trial.GetProperty("trial").GetInt32();
            byte[] file = await File.ReadAllBytesAsync(
                Path.Combine(_folder.Root, "results", "grid", "models", $"trial-{number}.safetensors"));
            int[] sizes = trial.GetProperty("architecture").GetString() == "8" ? [784, 8, 10] : [784, 16, 8, 10];
            CheckSafetensors(file, expectedFloats: sizes.Zip(sizes[1..], (rows, columns) => (rows + 1) * columns).Sum());
        }
    }

    public void Dispose() => _folder.Dispose();

    // The format: 8 bytes length of the header, little-endian; a JSON object; then the tensors without gaps.
    private static void CheckSafetensors(byte[] file, int expectedFloats)
    {
        int headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        Assert.Equal(0, (8 + headerLength) % 8);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        int end = 0;
        JsonProperty[] tensors = [.. header.RootElement.EnumerateObject().Where(p => p.Name != "__metadata__")];
        foreach (JsonElement tensor in tensors.Select(p => p.Value).OrderBy(t => t.GetProperty("data_offsets")[0].GetInt32()))
        {
            Assert.Equal("F32", tensor.GetProperty("dtype").GetString());
            int floats = tensor.GetProperty("shape").EnumerateArray().Aggregate(1, (product, n) => product * n.GetInt32());
            Assert.Equal(end, tensor.GetProperty("data_offsets")[0].GetInt32());
            end = tensor.GetProperty("data_offsets")[1].GetInt32();
            Assert.Equal(4 * floats, end - tensor.GetProperty("data_offsets")[0].GetInt32());
        }

        Assert.Equal(4 * expectedFloats, end);
        Assert.Equal(8 + headerLength + end, file.Length);
        Assert.All(Enumerable.Range(0, expectedFloats), i =>
            Assert.True(float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + headerLength + (4 * i))))));
    }
}
