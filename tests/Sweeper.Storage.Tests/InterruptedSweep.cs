using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>A sweep whose second trial is started, left by a process that dies, and started again.</summary>
internal sealed class InterruptedSweep : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public SweepPlan Plan { get; } = Sample.Plan();

    public Trial Trial => Plan.Trials[1];

    public void Dispose() => Folder.Dispose();

    /// <summary>A trial as a process leaves it that dies after some epochs.</summary>
    public void Interrupt(int epochs, int checkpoint, SweepPlan? plan = null) => Open(
        journal =>
        {
            journal.StartTrial(Trial);
            for (int epoch = 1; epoch <= epochs; epoch++)
            {
                journal.RecordEpoch(Trial, Sample.Epoch(epoch, epoch / 10.0));
                if (epoch == checkpoint)
                    journal.SaveCheckpoint(Trial, epoch, s => s.Write(Encoding.UTF8.GetBytes($"state after {epoch}")));
            }
        },
        plan);

    /// <summary>Opens the sweep as a process does, and closes it without an end.</summary>
    public void Open(Action<ISweepJournal> action, SweepPlan? plan = null)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(Folder.Root, TimeProvider.System);
        action(store.Open(plan ?? Plan, Sample.Environment, fresh: false));
    }

    /// <summary>Starts the trial, and says what was left of it.</summary>
    public EarlierAttempt Start()
    {
        EarlierAttempt earlier = EarlierAttempt.None;
        Open(journal => earlier = journal.StartTrial(Trial));
        return earlier;
    }

    /// <summary>The epochs of the trial in the database.</summary>
    public int[] Epochs()
    {
        using SqliteConnection connection = Folder.Connect();
        return [.. connection.Query<int>(
            "SELECT DISTINCT e.epoch FROM trial_epochs AS e JOIN metrics AS m ON m.trial_id = e.trial_id AND m.epoch = e.epoch "
            + "ORDER BY 1")];
    }
}
