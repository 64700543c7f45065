using System.Numerics;
using Sweeper.Neural.Images;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Training;

/// <summary>
/// The rows that a network is given at once: images of a shared set, read where they are when most of their pixels are
/// background, and gathered into memory of its own otherwise.
/// </summary>
/// <param name="pixelScale">Pixels 0 … 255 are multiplied by it to become inputs.</param>
/// <param name="allowsSparse">Whether the network can read pixels where they are.</param>
internal sealed class ImageBatch<T>(double pixelScale, bool allowsSparse)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _scale = T.CreateTruncating(pixelScale);
    private readonly T[] _pixelValues =
        [.. Enumerable.Range(0, 256).Select(p => T.CreateTruncating(p) * T.CreateTruncating(pixelScale))];
    private AlignedArray<T> _inputs = new(0);
    private int[] _rows = [];
    private byte[] _labels = [];
    private T[] _targets = [];
    private bool _hasTargets;
    private SparsePixels? _sparse;
    private int _pixelCount;
    private int _count;

    /// <summary>The rows.</summary>
    public LayerInput<T> Input => _sparse is null
        ? new LayerInput<T>(_inputs.Span[..(_count * _pixelCount)], _count)
        : new LayerInput<T>(_sparse.Rows(_rows.AsSpan(0, _count)), _pixelValues);

    /// <summary>[rows].</summary>
    public ReadOnlySpan<byte> Labels => _labels.AsSpan(0, _count);

    /// <summary>[rows], the numbers that are to be predicted; empty where rows have classes.</summary>
    public ReadOnlySpan<T> Targets => _hasTargets ? _targets.AsSpan(0, _count) : default;

    /// <summary>Replaces the rows by the images with the given indices.</summary>
    public void Gather(LabelledImages images, ReadOnlySpan<int> indices)
    {
        _count = indices.Length;
        _pixelCount = images.ValueCount;
        _sparse = allowsSparse && images.Sparse.Density <= SparsePixels.LargestUsefulDensity ? images.Sparse : null;
        if (_labels.Length < _count)
            _labels = new byte[_count];
        ReadOnlySpan<byte> labels = images.Labels;
        for (int row = 0; row < _count; row++)
            _labels[row] = labels[indices[row]];

        if (images.IsTable)
            ConvertRows(images, indices);
        else if (_sparse is null)
            Convert(images, indices);
        else
            Refer(_sparse, indices);
    }

    private void Refer(SparsePixels sparse, ReadOnlySpan<int> indices)
    {
        if (_rows.Length < _count)
            _rows = new int[_count];
        indices.CopyTo(_rows);
        sparse.Prefetch(indices);
    }

    // Numbers of a table come as the network is to see them.
    private void ConvertRows(LabelledImages rows, ReadOnlySpan<int> indices)
    {
        Span<T> inputs = MakeRoom();
        _hasTargets = !rows.Targets.IsEmpty;
        if (_targets.Length < _count)
            _targets = new T[_count];
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<double> row = rows.Row(indices[i]);
            for (int column = 0; column < row.Length; column++)
                inputs[(i * _pixelCount) + column] = T.CreateTruncating(row[column]);
            if (_hasTargets)
                _targets[i] = T.CreateTruncating(rows.Targets[indices[i]]);
        }
    }

    private Span<T> MakeRoom()
    {
        int length = checked(_count * _pixelCount);
        if (_inputs.Length < length)
            _inputs = new AlignedArray<T>(length);
        return _inputs.Span;
    }

    private void Convert(LabelledImages images, ReadOnlySpan<int> indices)
    {
        Span<T> inputs = MakeRoom();
        for (int row = 0; row < _count; row++)
            PixelConversion.Scale(images.Image(indices[row]), inputs.Slice(row * _pixelCount, _pixelCount), _scale);
    }
}
