using System.Numerics;
using Sweeper.Neural.Datasets;
using Sweeper.Neural.Kernels;

namespace Sweeper.Neural.Training;

/// <summary>The rows that a network is given at once, gathered from a shared set of images into memory of its own.</summary>
internal sealed class ImageBatch<T>(double pixelScale)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _scale = T.CreateTruncating(pixelScale);
    private T[] _inputs = [];
    private byte[] _labels = [];
    private int _pixelCount;

    public int Rows { get; private set; }

    /// <summary>[Rows, PixelCount].</summary>
    public ReadOnlySpan<T> Inputs => _inputs.AsSpan(0, Rows * _pixelCount);

    /// <summary>[Rows].</summary>
    public ReadOnlySpan<byte> Labels => _labels.AsSpan(0, Rows);

    /// <summary>Replaces the rows by the images with the given indices.</summary>
    public void Gather(LabelledImages images, ReadOnlySpan<int> indices)
    {
        Rows = indices.Length;
        _pixelCount = images.PixelCount;
        int length = checked(Rows * _pixelCount);
        if (_inputs.Length < length)
            _inputs = GC.AllocateUninitializedArray<T>(length);
        if (_labels.Length < Rows)
            _labels = new byte[Rows];

        for (int row = 0; row < Rows; row++)
        {
            PixelConversion.Scale(images.Image(indices[row]), _inputs.AsSpan(row * _pixelCount, _pixelCount), _scale);
            _labels[row] = images.Labels[indices[row]];
        }
    }
}
