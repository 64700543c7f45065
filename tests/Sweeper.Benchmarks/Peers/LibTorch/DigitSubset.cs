using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;

namespace LibTorchPeer;

/// <summary>Handwritten digits as tensors.</summary>
/// <param name="Images">[count, 784], or [count, 1, 28, 28] for convolutions; 0 … 1.</param>
/// <param name="Labels">[count], 0 … 9.</param>
/// <param name="OneHot">[count, 10], 1 at the label.</param>
internal sealed record DigitSubset(Tensor Images, Tensor Labels, Tensor OneHot)
{
    private const int Side = 28, Classes = 10, ImageHeaderBytes = 16, LabelHeaderBytes = 8;
    private const float Brightest = 255;

    public long Count => Labels.shape[0];

    /// <summary>Reads the two files of a subset, <c>train</c> or <c>t10k</c>, plain or gzip.</summary>
    public static DigitSubset Read(string folder, string prefix, bool asPictures)
    {
        float[] pixels = [.. Content(folder, $"{prefix}-images-idx3-ubyte", ImageHeaderBytes).Select(p => p / Brightest)];
        long[] labels = [.. Content(folder, $"{prefix}-labels-idx1-ubyte", LabelHeaderBytes).Select(l => (long)l)];
        long[] shape = asPictures ? [labels.Length, 1, Side, Side] : [labels.Length, Side * Side];
        Tensor labelTensor = tensor(labels);
        return new DigitSubset(
            tensor(pixels, shape), labelTensor, nn.functional.one_hot(labelTensor, Classes).to(ScalarType.Float32));
    }

    /// <summary>Rows from <paramref name="start"/>, at most <paramref name="count"/>.</summary>
    public DigitSubset Slice(long start, long count)
    {
        long end = Math.Min(Count, start + count);
        return new DigitSubset(Images.slice(0, start, end, 1), Labels.slice(0, start, end, 1), OneHot.slice(0, start, end, 1));
    }

    public DigitSubset Select(Tensor rows) =>
        new(Images.index_select(0, rows), Labels.index_select(0, rows), OneHot.index_select(0, rows));

    private static byte[] Content(string folder, string name, int headerBytes)
    {
        string plain = Path.Combine(folder, name);
        if (File.Exists(plain))
            return File.ReadAllBytes(plain)[headerBytes..];
        using GZipStream unpacked = new(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        using MemoryStream content = new();
        unpacked.CopyTo(content);
        return content.ToArray()[headerBytes..];
    }
}
