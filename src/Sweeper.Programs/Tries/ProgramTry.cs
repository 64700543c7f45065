using System.Collections.Immutable;
using Sweeper.Programs.ProgramTrials;
using Sweeper.Programs.Processes;
using Sweeper.Programs.Reports;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tries;

/// <summary>Runs a program once as it is, to see what it reports.</summary>
/// <param name="arguments">The program and its arguments.</param>
/// <param name="folder">An empty folder for what a trial has of its own.</param>
/// <param name="time">Measures it.</param>
public sealed class ProgramTry(ImmutableArray<string> arguments, string folder, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FilePace = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, MetricSummary> _metrics = new(StringComparer.Ordinal);

    /// <summary>Runs it to its end.</summary>
    /// <param name="echo">Takes what it writes.</param>
    /// <param name="stop">When cancelled, it is asked to end.</param>
    /// <exception cref="ProgramStartException">It cannot be started.</exception>
    public TriedProgram Run(OutputHandler echo, CancellationToken stop)
    {
        var prepared = TrialFolder.Prepare(folder, number: 1, attempt: 1);
        var collected = new CollectedEpochs();
        var epochs = new ReportedEpochs(collected, ImmutableDictionary<string, string>.Empty, time);
        OutputReader output = new(null, From("standard output")), error = new(null, From("standard error"));
        ReportFiles files = new(prepared.Path, Environment.CurrentDirectory, [], From("files"));
        var errorEnd = new OutputTail(1 << 13);
        long started = time.GetTimestamp(), polled = started;
        using var log = new OutputLog(prepared.Output, 50L << 20);
        using var guard = new ProgramGuard();
        ProgramEnd end = new ProgramRun(Start(prepared), guard, Grace, time).Run(Read, () =>
        {
            if (time.GetElapsedTime(polled) >= FilePace)
            {
                files.Poll();
                polled = time.GetTimestamp();
            }

            return stop.IsCancellationRequested;
        });
        output.End();
        error.End();
        files.End();
        epochs.HandOver(canStop: false);
        return new TriedProgram
        {
            End = end,
            LastErrorLine = errorEnd.LastLine(),
            DurationSeconds = time.GetElapsedTime(started).TotalSeconds,
            Folder = prepared.Path,
            Metrics = [.. _metrics.Values],
            Epochs = [.. collected.Epochs],
        };

        Action<ReportedMetric> From(string source) => metric =>
        {
            Summarize(metric, source);
            epochs.Add(metric);
        };

        void Read(bool isError, ReadOnlySpan<byte> bytes)
        {
            log.Write(bytes);
            if (isError)
                errorEnd.Write(bytes);
            echo(isError, bytes);
            (isError ? error : output).Append(bytes);
            epochs.HandOverWhenDue();
        }
    }

    private ProgramStart Start(TrialFolder prepared) => new()
    {
        Arguments = arguments,
        WorkingDirectory = Environment.CurrentDirectory,
        Variables = ImmutableDictionary.CreateRange<string, string>(
        [
            new("SWEEPER_METRICS", prepared.Metrics),
            new("SWEEPER_OUTPUT", prepared.Path),
            new("SWEEPER_CHECKPOINT", prepared.Checkpoint),
            new("SWEEPER_TRIAL", "1"),
            new("SWEEPER_ATTEMPT", "1"),
            new("PYTHONUNBUFFERED", Environment.GetEnvironmentVariable("PYTHONUNBUFFERED") ?? "1"),
        ]),
    };

    private void Summarize(ReportedMetric metric, string source)
    {
        if (_metrics.TryGetValue(metric.Name, out MetricSummary? before))
            _metrics[metric.Name] = before.With(metric.Value, source);
        else
            _metrics.Add(metric.Name, new MetricSummary(metric.Name, 1, metric.Value, metric.Value, [source]));
    }

    private sealed class CollectedEpochs : ITrialMonitor
    {
        public List<EpochMetrics> Epochs { get; } = [];

        public int? Resume(Action<Stream> read) => null;

        public EpochDecision EndEpoch(EpochMetrics metrics)
        {
            Epochs.Add(metrics);
            return default;
        }

        public void OfferCheckpoint(Action<Stream> write)
        {
        }
    }
}

/// <summary>What came of running a program once.</summary>
public sealed record TriedProgram
{
    public required ProgramEnd End { get; init; }

    /// <summary>The last line of its standard error; null when it wrote nothing there.</summary>
    public required string? LastErrorLine { get; init; }

    public required double DurationSeconds { get; init; }

    /// <summary>The folder with its output and what it left.</summary>
    public required string Folder { get; init; }

    /// <summary>The metrics in the order in which they were first reported.</summary>
    public required ImmutableArray<MetricSummary> Metrics { get; init; }

    /// <summary>Its reports, in their order.</summary>
    public required ImmutableArray<EpochMetrics> Epochs { get; init; }
}

/// <summary>A metric that a program reported.</summary>
/// <param name="Name">As it calls it.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first value.</param>
/// <param name="Last">The last value.</param>
/// <param name="Sources">Where it was read.</param>
public sealed record MetricSummary(string Name, int Count, double First, double Last, ImmutableArray<string> Sources)
{
    internal MetricSummary With(double value, string source) => this with
    {
        Count = Count + 1, Last = value, Sources = Sources.Contains(source) ? Sources : Sources.Add(source),
    };
}
