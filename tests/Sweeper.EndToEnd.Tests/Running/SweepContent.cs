using System.Collections.Immutable;
using System.Security.Cryptography;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>What a results folder has of its one sweep, read while a process writes it or after that was killed.</summary>
internal sealed class SweepContent
{
    private readonly string _folder;
    private string[]? _weights;

    /// <param name="results">The results folder.</param>
    public SweepContent(string results)
    {
        _folder = results;
        using var reader = SqliteSweepReader.Open(results);
        Sweep = Assert.Single(reader.ReadSweeps());
        Trials = reader.ReadTrials(Sweep);
        Epochs = reader.ReadEpochs(Sweep)
            .SelectMany(t => t.Value.Select(e => KeyValuePair.Create((Trial: t.Key, e.Epoch), Text(e))))
            .ToDictionary();
    }

    public SweepRecord Sweep { get; }

    public ImmutableArray<TrialRecord> Trials { get; }

    /// <summary>The metrics of every epoch, bit for bit.</summary>
    public IReadOnlyDictionary<(int Trial, int Epoch), string> Epochs { get; }

    /// <summary>All that two runs of an experiment must have in common: everything but times.</summary>
    public string[] Table =>
    [
        .. Trials.Select(t =>
            $"{t.Number} {t.Identity} {t.Seed} {t.State} {t.Reason} {t.LastEpoch} {t.BestEpoch} {t.Objective:R} "
                + string.Join(' ', t.BestMetrics.OrderBy(m => m.Metric, StringComparer.Ordinal)
                    .Select(m => $"{m.Metric}={m.Value:R}"))),
        .. Epochs.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}"),
    ];

    /// <summary>The files of the weights with their checksums.</summary>
    public string[] Weights => _weights ??=
    [
        .. Directory.GetFiles(Path.Combine(_folder, Sweep.Reference.FolderName, "models")).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"),
    ];

    /// <summary>Whether nothing is left of the states of trials under way.</summary>
    public bool HasNoCheckpoints => !Directory.Exists(Path.Combine(_folder, Sweep.Reference.FolderName, "checkpoints"));

    private static string Text(EpochMetrics epoch) =>
        string.Join(' ', epoch.Metrics.Where(m => !m.Metric.StartsWith("test_", StringComparison.Ordinal))
            .OrderBy(m => m.Metric, StringComparer.Ordinal).Select(m => $"{m.Metric}={m.Value:R}"));
}
