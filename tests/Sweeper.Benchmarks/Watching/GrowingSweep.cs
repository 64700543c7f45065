using Sweeper.Benchmarks.Results;
using Sweeper.Benchmarks.Tracking;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Watching;

/// <summary>The large sweep as it is near its end: most trials are done, and it goes on step by step.</summary>
internal sealed class GrowingSweep : IDisposable
{
    private readonly SweepPlan _plan;
    private readonly SqliteSweepStore _store;
    private readonly ISweepJournal _journal;

    /// <param name="folder">A folder without a database.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <param name="epochs">The epochs of each.</param>
    /// <param name="left">How many are still to be trained.</param>
    public GrowingSweep(string folder, int trials, int epochs, int left)
    {
        Directory.CreateDirectory(folder);
        _plan = LargeSweep.Plan(trials, epochs);
        _store = SqliteSweepStore.Open(folder, TimeProvider.System);
        _journal = _store.Open(_plan, MadeUp.Machine, fresh: false);
        Parallel.ForEach(
            _plan.Trials.Take(trials - left), new ParallelOptions { MaxDegreeOfParallelism = 16 }, t =>
                LargeSweep.Record(_journal, t));
        Next = trials - left + 1;
    }

    /// <summary>The number of the trial that is trained.</summary>
    public int Next { get; private set; }

    private Trial Trial => _plan.Trials[Next - 1];

    public void Start() => _journal.StartTrial(Trial);

    public void Epoch(int epoch) => _journal.RecordEpoch(Trial, LargeSweep.Epoch(epoch, 0.95, new Random(epoch)));

    /// <summary>Ends the trial, and goes on to the next.</summary>
    public void End(int epochs, double objective)
    {
        LargeSweep.End(_journal, Trial, epochs, objective);
        Next++;
    }

    public void Dispose() => _store.Dispose();
}
