using System.CommandLine;
using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Tracking;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>store</c>: what recording costs, beside training and alone.</summary>
internal sealed class StoreCommand : Command
{
    private const double Megabyte = 1e6;

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs of each trial of the grid.", 10);
    private readonly Option<int> _rounds = SharedOptions.Count(
        "--rounds", "How often the grid is trained, with and without; 0 to leave it out.", 5, least: 0);
    private readonly Option<int> _trials = SharedOptions.Count(
        "--trials", "Trials of the long sweep; 0 to leave it out.", 100_000, least: 0);

    public StoreCommand()
        : base("store", "Tracking beside training on the MNIST grid; metric rows a second; "
            + "the time and memory of a sweep of many trials.")
    {
        Add(_data);
        Add(_epochs);
        Add(_rounds);
        Add(_trials);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        MachineText.Write(output);
        string root = Directory.CreateTempSubdirectory("sweeper-store-").FullName;
        try
        {
            // The long sweep first: its peak of memory must not be that of the dataset.
            if (arguments.GetValue(_trials) is > 0 and int trials)
                MeasureManyTrials(root, trials, output);
            MeasureRows(root, output);
            if (arguments.GetValue(_rounds) is > 0 and int rounds)
            {
                TrackedGrid grid = await TrackedGrid.LoadAsync(
                    arguments.GetValue(_data)!, arguments.GetValue(_epochs), cancellation);
                MeasureShare(root, grid, rounds, output);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void MeasureRows(string root, TextWriter output)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        (long rows, double seconds) = RecordedRows.Record(Path.Combine(root, "rows"));
        double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        output.WriteLine(
            $"{Figures.Count(rows)} metric rows: {Figures.Count((long)(rows / seconds))} a second, "
            + $"{Figures.Count((long)(rows / processor))} a second of processor time");
    }

    private static void MeasureManyTrials(string root, int trials, TextWriter output)
    {
        string folder = Path.Combine(root, "trials");
        var sweep = new LongSweep(trials);
        (double First, double Last)? thousand = sweep.Run(folder);
        using Process self = Process.GetCurrentProcess();
        double database = new FileInfo(Path.Combine(folder, "sweeper.db")).Length / Megabyte;
        output.WriteLine(
            $"{Figures.Count(trials)} trials: {Figures.Count((long)(self.PeakWorkingSet64 / Megabyte))} MB of memory at most, "
            + $"{Figures.Count((long)database)} MB of database");
        output.WriteLine(
            $"planned in {Figures.Seconds(sweep.PlanSeconds)} s, recorded as waiting in {Figures.Seconds(sweep.OpenSeconds)} s, "
            + $"run in {Figures.Seconds(sweep.RunSeconds)} s, opened again in {Figures.Seconds(sweep.ReopenSeconds)} s");
        if (thousand is (double first, double last))
            output.WriteLine(
                $"A thousand took {Figures.Seconds(first)} processor seconds at the beginning, "
                + $"{Figures.Seconds(last)} at the end: {Figures.Ratio(last / first)}");
    }

    private static void MeasureShare(string root, TrackedGrid grid, int rounds, TextWriter output)
    {
        grid.TrainAlone();
        List<GridCost> alone = [], tracked = [];
        for (int round = 0; round < rounds; round++)
        {
            alone.Add(grid.TrainAlone());
            tracked.Add(grid.TrainTracked(Path.Combine(root, "grid"), MadeUp.Machine));
        }

        Write("seconds", c => c.Seconds);
        Write("processor seconds", c => c.ProcessorSeconds);

        void Write(string unit, Func<GridCost, double> read)
        {
            double without = Samples.Of(alone.Select(read)).Median, with = Samples.Of(tracked.Select(read)).Median;
            output.WriteLine(
                $"Grid: {Figures.Seconds(without)} {unit} without tracking, {Figures.Seconds(with)} with, medians of {rounds}: "
                + $"{Figures.Percent((with / without) - 1)}");
        }
    }
}
