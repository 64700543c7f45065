using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Augmentation;

/// <summary>
/// Gives a training other versions of its images in every epoch. While one block of them is trained on, the next is made in the
/// background, so that two small blocks are all the memory it takes. A version depends on seed, epoch and image alone, never on
/// timing. For one training.
/// </summary>
/// <param name="definition">How far images are moved and bent.</param>
/// <param name="seed">Decides every version.</param>
public sealed class ImageAugmenter(AugmentationDefinition definition, ulong seed) : IImageAugmenter, IDisposable
{
    // Enough images to outlast the hand-over between threads, few enough to stay near the processor.
    private const int LeastImages = 512;

    private AugmentedBlock[] _blocks = [];
    private int[] _sequence = [];
    private int[] _order = [];
    private LabelledImages? _source;
    private int _blockImages;
    private int _current;
    private int _epoch;

    public void Begin(LabelledImages source, int[] order, int batchSize, int epoch)
    {
        int blockImages = Math.Min((LeastImages + batchSize - 1) / batchSize * batchSize, order.Length);
        if (blockImages != _blockImages || source != _source)
            Allocate(source, blockImages);

        // An epoch that was left early may still have a block in the making.
        foreach (AugmentedBlock block in _blocks)
            block.Complete();
        (_order, _epoch, _current) = (order, epoch, -1);
        BeginBlock(0);
    }

    public LabelledImages Next(int start, int count, out ReadOnlySpan<int> indices)
    {
        int block = start / _blockImages;
        if (block != _current)
        {
            _blocks[block % 2].Complete();
            _current = block;
            BeginBlock(block + 1);
        }

        indices = _sequence.AsSpan(start % _blockImages, count);
        return _blocks[block % 2].Images;
    }

    public void Dispose()
    {
        foreach (AugmentedBlock block in _blocks)
        {
            block.Complete();
            block.Dispose();
        }
    }

    private void Allocate(LabelledImages source, int blockImages)
    {
        Dispose();
        _source = source;
        _blockImages = blockImages;
        _sequence = [.. Enumerable.Range(0, blockImages)];
        _blocks = [new(definition, source, blockImages, seed), new(definition, source, blockImages, seed)];
    }

    private void BeginBlock(int block)
    {
        int start = block * _blockImages;
        if (start < _order.Length)
            _blocks[block % 2].Begin(_order.AsSpan(start, Math.Min(_blockImages, _order.Length - start)), _epoch);
    }
}
