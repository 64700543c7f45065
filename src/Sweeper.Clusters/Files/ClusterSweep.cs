using System.Collections.Immutable;
using System.Text.Json;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Files;

/// <summary>What tasks on a cluster must know of their sweep.</summary>
public sealed record ClusterSweep
{
    /// <summary>Its own, whatever other sweeps are called.</summary>
    public required string Identity { get; init; }

    /// <summary>What the experiment calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its number among those of its name.</summary>
    public required int Number { get; init; }

    /// <summary>The text of the experiment.</summary>
    public required string Text { get; init; }

    /// <summary>The experiment file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>What was set on the command line.</summary>
    public required ImmutableArray<string> Settings { get; init; }

    /// <summary>The folder with a folder per dataset; a full path.</summary>
    public required string Data { get; init; }

    /// <summary>The folder in which the sweep was started first.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>That under which the sweep is recorded.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The facts of the plan, by which a task knows whether it has the same data.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Facts { get; init; }

    /// <summary>The sweep.</summary>
    public SweepReference Reference() => new(Name, Number);

    /// <summary>What the jobs of a submission are called.</summary>
    public string JobName(int submission) => FormattableString.Invariant($"sweeper-{Identity}-{submission}");

    /// <summary>What Slurm calls the jobs of all that was submitted.</summary>
    internal IEnumerable<string> JobNames(ClusterFolder folder) =>
        SubmissionFiles.ReadAll(folder).Select(s => JobName(s.Number));

    /// <summary>Reads what <see cref="Write"/> wrote; null where there is nothing.</summary>
    /// <exception cref="SweeperException">It cannot be read.</exception>
    public static ClusterSweep? Find(ClusterFolder folder)
    {
        try
        {
            return System.IO.File.Exists(folder.Sweep)
                ? JsonSerializer.Deserialize<ClusterSweep>(System.IO.File.ReadAllText(folder.Sweep), ClusterJson.Options)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SweeperException($"'{folder.Sweep}' cannot be read: {e.Message.TrimEnd('.')}", FailureKind.Environment, e);
        }
    }

    /// <summary>Puts it where tasks find it.</summary>
    public void Write(ClusterFolder folder) =>
        WholeFile.Write(folder.Sweep, JsonSerializer.SerializeToUtf8Bytes(this, ClusterJson.Options));
}

/// <summary>A trial as a line of the plan.</summary>
internal sealed record PlannedTrial
{
    public required int Number { get; init; }

    public required int Repeat { get; init; }

    public int? Fold { get; init; }

    public required string Identity { get; init; }

    public required long Seed { get; init; }

    public required string Values { get; init; }

    public required int PlannedEpochs { get; init; }

    public static PlannedTrial Of(Trial trial) => new()
    {
        Number = trial.Number, Repeat = trial.Repeat, Fold = trial.Fold, Identity = trial.Identity.Hex, Seed = trial.Seed,
        Values = trial.Values.Canonical, PlannedEpochs = trial.PlannedEpochs,
    };

    public Trial ToTrial() => new()
    {
        Number = Number, Repeat = Repeat, Fold = Fold, Identity = new TrialIdentity(Identity), Seed = Seed,
        Values = new HyperparameterValues(((MapValue)HyperparameterValue.Parse(Values)).Entries), PlannedEpochs = PlannedEpochs,
    };
}

/// <summary>What the tasks of one submission train: of each task, which trials, and which attempt at them.</summary>
internal sealed record Submission
{
    public required int Number { get; init; }

    public ImmutableArray<ImmutableArray<AttemptKey>> Tasks { get; init; } = [];

    /// <summary>How many tasks it has instead that ask for their trials.</summary>
    public int Asking { get; init; }
}

/// <summary>What the run answers to a task that asks for a trial.</summary>
/// <param name="Attempt">The attempt that it is to make; null where it is to leave.</param>
internal sealed record TaskAnswer(AttemptKey? Attempt);

/// <summary>An attempt at a trial.</summary>
public readonly record struct AttemptKey(int Trial, int Attempt);
