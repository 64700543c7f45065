using System.Collections.Immutable;
using Sweeper.Cli.Machine;
using Sweeper.Experiments;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Sweeps called <c>near</c>, recorded for real in folders of their own, whose trials are a formula.</summary>
internal sealed class FormulaSweeps : IDisposable
{
    private static readonly ExperimentLoader Loader =
        new(NetworkTrialKind.Instance) { Samplers = [.. NearBestSampler.AndOthers] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static Experiment Load(string text) => Loader.Load(text, "near.yaml").Experiment!;

    public (SweepResult Result, ImmutableArray<string> Changes) Run(
        string folder, string text, int parallel, int? copyEvery = null)
    {
        using var store = SqliteSweepStore.Open(_folder.File(folder), TimeProvider.System);
        using var reader = SqliteSweepReader.Open(_folder.File(folder));
        var continuation = Continuation.Of(Load(text), plan => plan, reader, Loader);
        ISweepJournal journal = store.Open(
            continuation.Plan, MachineDescription.Capture([], parallel, DateTimeOffset.UnixEpoch), fresh: false);
        if (copyEvery is int every)
            journal = new CopyingJournal(journal, every, copy => Copy(folder, copy));
        var runner = new FormulaRunner();
        return (new SweepRunner(runner, runner, TimeProvider.System)
            .Run(continuation.Plan, journal, parallel, CancellationToken.None), continuation.Changes);
    }

    public ImmutableArray<TrialRecord> Trials(string folder)
    {
        using var reader = SqliteSweepReader.Open(_folder.File(folder));
        return reader.ReadTrials(reader.FindSweep("near", null)!);
    }

    /// <summary>The folders that a run left behind, as a kill would have.</summary>
    public string[] Copies() => [.. Directory.GetDirectories(_folder.Root, "copy-*").Select(d => Path.GetFileName(d))];

    public SqliteSweepReader Read(string folder) => SqliteSweepReader.Open(_folder.File(folder));

    public static string Line(TrialRecord trial) =>
        $"{trial.Number} {trial.Identity} {trial.State.Name()} {trial.Objective} {trial.Proposal?.From}";

    private void Copy(string folder, int number)
    {
        // The database and its log; nobody holds the lock of the copy.
        foreach (string file in Directory.GetFiles(_folder.File(folder), "sweeper.db*").Where(
            f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            _folder.Write(Path.Combine($"copy-{number}", Path.GetFileName(file)), ReadShared(file));
    }

    private static byte[] ReadShared(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
