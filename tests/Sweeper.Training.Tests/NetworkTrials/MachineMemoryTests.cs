using Sweeper.Sweeps;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests.NetworkTrials;

public sealed class MachineMemoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Take_MoreThanThereIs_IsRefusedWithBothNumbersOfBytes()
    {
        var e = Assert.Throws<TrialRefusedException>(() => new MachineMemory(2_000_000_000).Take(3_141_592_653));
        Assert.Equal(
            "training it needs about 3.1 GB (3,141,592,653 bytes) of memory, and the machine has 2 GB (2,000,000,000 bytes) "
            + "for it; use smaller layers or batches",
            e.Message);
    }

    [Fact]
    public void Take_LargestNumber_IsRefused() =>
        Assert.Throws<TrialRefusedException>(() => new MachineMemory(long.MaxValue).Take(Int128.MaxValue));

    [Fact]
    public async Task Take_WhatDoesNotFitBesideOthers_WaitsAndIsNotPassedOver()
    {
        var memory = new MachineMemory(100);
        memory.Take(60);
        using var order = new System.Collections.Concurrent.BlockingCollection<int>();
        Task large = TakeAsync(memory, 80, () =>
        {
            order.Add(80);
            memory.Release(80);
        });
        Task small = TakeAsync(memory, 30, () => order.Add(30));

        Assert.Empty(order);
        memory.Release(60);
        await Task.WhenAll(large, small).WaitAsync(Patience);

        Assert.Equal([80, 30], order);
    }

    [Fact]
    public async Task Take_ByManyAtOnce_NeverExceedsWhatThereIs()
    {
        var memory = new MachineMemory(100);
        long used = 0, most = 0;
        await Task.WhenAll(Enumerable.Range(1, 8).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 500; i++)
            {
                int needed = random.Next(1, 101);
                memory.Take(needed);
                long now = Interlocked.Add(ref used, needed);
                InterlockedMax(ref most, now);
                Interlocked.Add(ref used, -needed);
                memory.Release(needed);
            }
        }))).WaitAsync(Patience);

        Assert.InRange(most, 1, 100);
    }

    /// <summary>Starts taking, and returns when that waits in the queue.</summary>
    private static Task TakeAsync(MachineMemory memory, int needed, Action taken)
    {
        var thread = new Thread(() =>
        {
            memory.Take(needed);
            taken();
        });
        thread.Start();
        SpinWait.SpinUntil(() => thread.ThreadState == ThreadState.WaitSleepJoin, Patience);
        return Task.Run(thread.Join);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (long seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
