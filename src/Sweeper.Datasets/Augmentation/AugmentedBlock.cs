using System.Runtime.ExceptionServices;
using Sweeper.Neural.Images;
using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Augmentation;

/// <summary>
/// A few hundred warped images, made on a thread of the pool or, when none was free in time, on the thread that needs them. What
/// comes out is the same either way.
/// </summary>
internal sealed class AugmentedBlock : IThreadPoolWorkItem, IDisposable
{
    private readonly ImageWarp _warp;
    private readonly RandomSource _random = RandomSource.FromSeed(0);
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private readonly LabelledImages _source;
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly int[] _indices;
    private readonly ulong _seed;

    private int _count;
    private int _epoch;
    private int _isWaiting;
    private ExceptionDispatchInfo? _failure;

    /// <param name="definition">How far images are moved.</param>
    /// <param name="source">The images as they are.</param>
    /// <param name="capacity">Images that have room.</param>
    /// <param name="seed">With the epoch and the image it decides the movement.</param>
    public AugmentedBlock(AugmentationDefinition definition, LabelledImages source, int capacity, ulong seed)
    {
        _source = source;
        _seed = seed;
        _warp = new ImageWarp(definition, source.Width, source.Height, source.Channels);
        _pixels = new byte[checked(capacity * source.ValueCount)];
        _labels = new byte[capacity];
        _indices = new int[capacity];
        Images = LabelledImages.Changing(source.Width, source.Height, source.Channels, _pixels, _labels);
    }

    /// <summary>The warped images, in the order asked for; they change with the next <see cref="Begin"/>.</summary>
    public LabelledImages Images { get; }

    /// <summary>Lets the images of some indices be made.</summary>
    public void Begin(ReadOnlySpan<int> indices, int epoch)
    {
        indices.CopyTo(_indices);
        (_count, _epoch, _failure) = (indices.Length, epoch, null);
        _done.Reset();
        Volatile.Write(ref _isWaiting, 1);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Returns when the images are there.</summary>
    public void Complete()
    {
        Execute();
        _done.Wait();
        _failure?.Throw();
    }

    /// <summary>Makes the images unless somebody else does.</summary>
    public void Execute()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 0)
            return;

        try
        {
            for (int i = 0; i < _count; i++)
                Make(i);
        }
        catch (Exception e)
        {
            // On a thread of the pool it would end the process; the thread that waits throws it again.
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        _done.Set();
    }

    public void Dispose() => _done.Dispose();

    private void Make(int i)
    {
        int index = _indices[i];
        _random.Restart(_seed, (ulong)_epoch, (ulong)index);
        _warp.Apply(_source.Image(index), _pixels.AsSpan(i * _source.ValueCount, _source.ValueCount), _random);
        _labels[i] = _source.Labels[index];
    }
}
