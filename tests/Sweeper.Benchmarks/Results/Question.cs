using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Store;

namespace Sweeper.Benchmarks.Results;

/// <summary>Something that a command asks the database.</summary>
/// <param name="Text">The command, without its name.</param>
/// <param name="Ask">The same within a process.</param>
internal sealed record Question(string Text, Action<SqliteSweepReader> Ask)
{
    private const double BytesPerMegabyte = 1024 * 1024;

    public static Question[] All { get; } =
    [
        new("list", reader => reader.ReadSweeps()),
        new($"trials {LargeSweep.Name} --top 20", reader => Select(reader, null, [], 20)),
        new($"trials {LargeSweep.Name} --top 20 --sort validation_loss --where learning_rate>0.1",
            reader => Select(reader, "learning_rate > 0.1", ["validation_loss"], 20)),
        new($"show {LargeSweep.Name}", reader => reader.ReadEnvironments(Sweep(reader))),
        new($"show {LargeSweep.Name}/77", reader => reader.FindTrial(Sweep(reader), 77)),
        new($"export {LargeSweep.Name}", ExportTrials),
        new($"export {LargeSweep.Name} --epochs", ExportEpochs),
    ];

    /// <summary>Asks in this process, each time over a new connection.</summary>
    public (Samples Seconds, double Megabytes) AskHere(string folder, int times)
    {
        Samples samples = new();
        double megabytes = 0;
        for (int i = 0; i <= times; i++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            using (var reader = SqliteSweepReader.Open(folder))
                Ask(reader);
            if (i > 0)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            megabytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / BytesPerMegabyte;
        }

        return (samples, megabytes);
    }

    /// <summary>Runs the command, its output going nowhere.</summary>
    public Samples AskCommand(string command, string folder, int times)
    {
        Samples samples = new();
        for (int i = 0; i <= times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var info = new ProcessStartInfo(
                command, [.. Text.Split(' '), "--results", folder]) { RedirectStandardOutput = true };
            using Process process = Process.Start(info)!;
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"'{command} {Text}' ended with {process.ExitCode}.");
            if (i > 0)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return samples;
    }

    private static SweepRecord Sweep(SqliteSweepReader reader) => reader.FindSweep(LargeSweep.Name, null)!;

    private static void Select(SqliteSweepReader reader, string? where, string[] sort, int top)
    {
        SweepRecord sweep = Sweep(reader);
        TrialFields fields = reader.ReadFields(sweep);
        reader.SelectTrials(sweep, fields, new TrialSelection
        {
            Where = where is null ? null : FilterParser.Parse(where),
            Order = [.. sort.SelectMany(s => TrialOrder.Parse(s, fields))],
            Top = top,
        });
    }

    private static void ExportTrials(SqliteSweepReader reader)
    {
        SweepRecord sweep = Sweep(reader);
        foreach (SelectedTrial _ in reader.StreamTrials(sweep, reader.ReadFields(sweep), TrialSelection.All))
        {
        }
    }

    private static void ExportEpochs(SqliteSweepReader reader)
    {
        foreach (EpochRecord _ in reader.StreamEpochs(Sweep(reader)))
        {
        }
    }
}
