using System.Text.Json;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.ManyTasks;

/// <summary>Writes what tasks on a cluster would, of trials that nobody trains.</summary>
internal sealed class PlayedTasks(ClusterFolder folder)
{
    private static readonly string[] Metrics = ["train_loss", "train_accuracy", "validation_loss", "validation_accuracy"];

    private readonly Dictionary<int, long> _sequences = [];

    /// <summary>A task begins with a trial.</summary>
    public void Begin(int trial) =>
        Write(trial, n => new ShardRecord { Sequence = n, Start = new ShardStart("node", "1_0", ResumesByItself: false) });

    /// <summary>An epoch ends.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epoch">Its number.</param>
    /// <param name="value">What every metric is.</param>
    public void EndEpoch(int trial, int epoch, double value) => Write(trial, n => new ShardRecord
    {
        Sequence = n,
        Epoch = new ShardEpoch { Number = epoch, Seconds = 0.1, Metrics = [.. Metrics.Select(m => new MetricValue(m, value))] },
    });

    /// <summary>A sign of life.</summary>
    public void Live(int trial) => Write(trial, n => new ShardRecord { Sequence = n, Alive = DateTimeOffset.UnixEpoch });

    /// <summary>A whole trial, in one file.</summary>
    public void Finish(int trial, int epochs)
    {
        using var lines = new MemoryStream();
        Add(lines, new ShardRecord { Sequence = 1, Start = new ShardStart("node", "1_0", ResumesByItself: false) });
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double value = 1.0 / (trial + epoch);
            Add(lines, new ShardRecord
            {
                Sequence = epoch + 1,
                Epoch = new ShardEpoch { Number = epoch, Seconds = value,
                    Metrics = [.. Metrics.Select(m => new MetricValue(m, value))] },
            });
        }

        Add(lines, new ShardRecord { Sequence = epochs + 2, End = new ShardEnd { Outcome = Outcome(trial, epochs) } });
        File.WriteAllBytes(folder.Shard(trial, 1), lines.ToArray());
    }

    private static TrialOutcome Outcome(int trial, int epochs) => new()
    {
        State = TrialState.Completed, Reason = "trained to its last epoch", LastEpoch = epochs, BestEpoch = epochs,
        Objective = 1.0 / trial, DurationSeconds = 1,
    };

    private void Write(int trial, Func<long, ShardRecord> make)
    {
        _sequences[trial] = _sequences.GetValueOrDefault(trial) + 1;
        using var stream = new FileStream(folder.Shard(trial, 1), FileMode.Append, FileAccess.Write, FileShare.ReadWrite,
            1 << 10);
        Add(stream, make(_sequences[trial]));
    }

    private static void Add(Stream stream, ShardRecord record)
    {
        JsonSerializer.Serialize(stream, record, ClusterJson.Options);
        stream.WriteByte((byte)'\n');
    }
}
