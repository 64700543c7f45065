using System.Diagnostics;
using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Benchmarks.ManyTasks;

/// <summary>A run of many small trials whose tasks the stand-in starts, each a process of its own that trains many.</summary>
internal static class WholeRun
{
    private const int TrialsPerTask = 250;

    /// <summary>Runs it, and looks at the process of the run.</summary>
    /// <exception cref="SweeperException">It does not end as it should.</exception>
    public static RunCost Measure(string folder, int trials)
    {
        Directory.CreateDirectory(folder);
        string rates = string.Join(
            ", ", Enumerable.Range(1, trials / 10).Select(i => (i / 1e5).ToString("0.00000", CultureInfo.InvariantCulture)));
        File.WriteAllText(
            Path.Combine(folder, "many.yaml"),
            $$"""
            name: many
            dataset: {name: digits, train: 20, test: 10}
            parameters: {architecture: "2", learning_rate: [{{rates}}], epochs: 1}
            repeats: 10
            cluster: {trials_per_task: {{TrialsPerTask}}}
            """);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "sweeper.dll"), "run", "many.yaml", "--on", "slurm", "--no-report",
            "--no-evaluate",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["STAND_IN_ARRAY"] = "10";
        long started = Stopwatch.GetTimestamp();
        using Process run = Process.Start(start)!;
        Task<string> output = run.StandardOutput.ReadToEndAsync(), messages = run.StandardError.ReadToEndAsync();
        var cost = new RunCost(0, 0, 0);
        while (!run.WaitForExit(500))
        {
            run.Refresh();
            cost = new RunCost(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                run.TotalProcessorTime.TotalSeconds,
                Math.Max(cost.PeakBytes, run.PeakWorkingSet64));
        }

        return run.ExitCode == 0
            ? cost
            : throw new SweeperException(
                $"the run ended with {run.ExitCode}: {messages.Result}{output.Result}", FailureKind.Environment);
    }
}

/// <summary>What the process of a run took, without its tasks.</summary>
internal readonly record struct RunCost(double Seconds, double ProcessorSeconds, long PeakBytes);
