using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Sweeper.Neural.Models;
using Sweeper.Sweeps;
using Sweeper.Training.ModelExports;

namespace Sweeper.Training.Tests.ModelExports;

public sealed class ModelExportTests
{
    private static readonly MadeUpTrial Trial =
        new("""{"architecture":"2c3-p2-8","batch_normalization":true,"batch_size":30,"epochs":2}""", 13, 11, 1);

    [Fact]
    public void To_Npz_HasEveryTensorAndTheTexts()
    {
        using var archive = new ZipArchive(new MemoryStream(Write("weights.npz")));

        var expected = new SafetensorsReader(new MemoryStream(Trial.Content("model")));
        Assert.Equal(
            [.. expected.Tensors.Select(t => t.Name + ".npy").Order(StringComparer.Ordinal), "metadata.json"],
            archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        foreach (SafetensorsEntry tensor in expected.Tensors)
        {
            byte[] array = Bytes(archive.GetEntry(tensor.Name + ".npy")!);
            int start = 10 + array[8] + (array[9] << 8);
            Assert.Equal(0, start % 64);
            Assert.Equal(
                $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(tensor.Shape.Select(s => $"{s},"))}), }}",
                Encoding.ASCII.GetString(array[10..start]).TrimEnd());
            Assert.Equal(
                Trial.Content("model")[^(int)(expected.Tensors[^1].End - tensor.Start)..][..(int)(tensor.End - tensor.Start)],
                array[start..]);
        }

        using JsonDocument texts = JsonDocument.Parse(Bytes(archive.GetEntry("metadata.json")!));
        Assert.Equal("3", texts.RootElement.GetProperty("trial").GetString());
    }

    [Fact]
    public void To_Safetensors_HasTheSameNumbersAndSaysWhereItComesFrom()
    {
        var written = new SafetensorsReader(new MemoryStream(Write("x.safetensors")));
        var saved = new SafetensorsReader(new MemoryStream(Trial.Content("model")));

        Assert.Equal(saved.Tensors.Select(t => (t.Name, t.Start, t.End)), written.Tensors.Select(t => (t.Name, t.Start, t.End)));
        Assert.Equal(saved.Metadata.Count + 2, written.Metadata.Count);
        Assert.Equal("made-up", written.Metadata["sweep"]);
        Assert.Equal(
            Trial.Content("model")[^(int)saved.Tensors[^1].End..], Write("x.safetensors")[^(int)saved.Tensors[^1].End..]);
    }

    [Theory]
    [InlineData("model.pt", "ends with .pt")]
    [InlineData("model", "has no ending")]
    public void To_AnotherEnding_IsRefused(string path, string found)
    {
        var error = Assert.Throws<SweeperException>(() => ModelExport.To(path, Trial.Network, "made-up", 3));

        Assert.Equal(
            $"--to is '{path}', which {found}; a model is written to a file that ends with one of .npz, .onnx, .safetensors",
            error.Message);
    }

    private static byte[] Write(string path)
    {
        using var stream = new MemoryStream();
        ModelExport.To(path, Trial.Network, "made-up", 3)(stream);
        return stream.ToArray();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
