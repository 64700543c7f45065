namespace Sweeper.Benchmarks.Training;

/// <summary>What training costs the garbage collector when all buffers are there.</summary>
/// <param name="BytesPerEpoch">Allocated by the training thread.</param>
/// <param name="Collections">Of all generations, in all epochs measured.</param>
internal sealed record EpochAllocation(long BytesPerEpoch, int Collections)
{
    /// <summary>Measures a network that has been trained before, for at least an epoch.</summary>
    public static EpochAllocation Measure(TrainedNetwork network, int epochs)
    {
        int collections = GC.CollectionCount(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int epoch = 0; epoch < epochs; epoch++)
            network.RunEpoch();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return new EpochAllocation(bytes / epochs, GC.CollectionCount(0) - collections);
    }
}
