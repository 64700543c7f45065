using System.Collections.Immutable;

namespace Sweeper.Benchmarks.Training;

/// <summary>Runs trials on threads of their own, several at once, as a sweep does.</summary>
internal static class TrialPool
{
    /// <summary>Runs every trial; each thread takes the next one when it is free.</summary>
    /// <returns>What came of the trials, in their order; what a trial throws is thrown.</returns>
    public static TResult[] Run<TTrial, TResult>(ImmutableArray<TTrial> trials, int parallel, Func<TTrial, TResult> run)
    {
        TResult[] results = new TResult[trials.Length];
        int next = -1;
        Task[] threads =
        [
            .. Enumerable.Range(0, parallel).Select(_ => Task.Factory.StartNew(
                Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        Task.WhenAll(threads).GetAwaiter().GetResult();
        return results;

        void Work()
        {
            for (int i = Interlocked.Increment(ref next); i < trials.Length; i = Interlocked.Increment(ref next))
                results[i] = run(trials[i]);
        }
    }
}
