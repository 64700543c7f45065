using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Tracking;
using Sweeper.Benchmarks.Watching;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>dashboard</c>: what the live page costs, alone and beside a run.</summary>
internal sealed class DashboardCommand : Command
{
    private const double Megabyte = 1e6;
    private const int Updates = 20;

    // What is sent when all of a page was drawn again.
    private const string All = "\"data\"";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<int> _trials = SharedOptions.Count("--trials", "Trials of the large sweep.", 10_000, least: 100);
    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs of each of its trials.", 50);
    private readonly Option<int> _tabs = SharedOptions.Count("--tabs", "Pages that are open beside a run.", 50);
    private readonly Option<int> _rounds = SharedOptions.Count(
        "--rounds", "How often a grid on MNIST is trained, with those pages and without; 0 to leave it out.", 3, least: 0);
    private readonly Option<int> _gridEpochs = SharedOptions.Count("--grid-epochs", "Epochs of each trial of that grid.", 10);

    private readonly Option<string?> _command = SharedOptions.Published(
        "The published sweeper that shows the page. Default: the one beside this program, compiled as it runs.");

    public DashboardCommand()
        : base("dashboard", "The live page: first paint and updates of a large sweep, memory, rest, long output; "
            + "pages open beside a run.")
    {
        Add(_data);
        Add(_trials);
        Add(_epochs);
        Add(_tabs);
        Add(_rounds);
        Add(_gridEpochs);
        Add(_command);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        MachineText.Write(output);
        string root = Directory.CreateTempSubdirectory("sweeper-dashboard-").FullName;
        try
        {
            await MeasureLargeAsync(Path.Combine(root, "large"), arguments, output, cancellation);
            if (arguments.GetValue(_rounds) is > 0 and int rounds)
            {
                string data = arguments.GetValue(_data)!;
                TrackedGrid grid = await TrackedGrid.LoadAsync(data, arguments.GetValue(_gridEpochs), cancellation);
                await MeasureTabsAsync(
                    Path.Combine(root, "grid"), grid, arguments.GetValue(_command), arguments.GetValue(_tabs), rounds, output,
                    cancellation);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task MeasureLargeAsync(string folder, ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        int trials = arguments.GetValue(_trials), epochs = arguments.GetValue(_epochs);
        const string Page = "/sweeps/large";
        using var sweep = new GrowingSweep(folder, trials, epochs, left: 50);
        using WatchServer server = await WatchServer.StartAsync(folder, arguments.GetValue(_command));
        await server.Client.GetStringAsync("/query", cancellation);
        long opened = Stopwatch.GetTimestamp();
        TimeSpan before = server.Processor;
        string first = await server.Client.GetStringAsync(Page, cancellation);
        double paint = Stopwatch.GetElapsedTime(opened).TotalMilliseconds,
            paintCost = (server.Processor - before).TotalMilliseconds;
        EventReader reader = server.Follow(Page);
        (long drawn, int length) = await reader.WaitAsync(cancellation, All);
        output.WriteLine(
            $"{Figures.Count(trials)} trials of {epochs} epochs: first paint after {Whole(paint)} ms ({Whole(paintCost)} ms of "
                + $"processor, {Figures.Count(first.Length / 1000)} KB); all "
            + $"sections after {Figures.Seconds(Stopwatch.GetElapsedTime(opened, drawn).TotalSeconds)} s, "
            + $"{Figures.Seconds((server.Processor - before).TotalSeconds)} s of processor, {Figures.Count(length / 1000)} KB");
        await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        await MeasureUpdatesAsync(sweep, server, reader, epochs, output, cancellation);
        await MeasureRestAsync(server, "with a page open and nothing recorded", output, cancellation);
        (long most, long now) = server.Memory;
        output.WriteLine($"memory: {Whole(most / Megabyte)} MB at most, {Whole(now / Megabyte)} MB now");
        await MeasureOutputAsync(folder, server, output, cancellation);
        reader.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        await MeasureRestAsync(server, "with no page open", output, cancellation);
    }

    // One commit at a time: what the server takes for it, and after how long it has been sent.
    private static async Task MeasureUpdatesAsync(
        GrowingSweep sweep, WatchServer server, EventReader reader, int epochs, TextWriter output,
        CancellationToken cancellation)
    {
        sweep.Start();
        await reader.WaitAsync(cancellation, Row(sweep), All);
        await MeasureAsync("an epoch", i => sweep.Epoch(i));
        sweep.End(Math.Min(Updates, epochs), 0.9);
        await MeasureAsync("the start of a trial and the end of the one before", i =>
        {
            sweep.Start();
            sweep.Epoch(1);
            sweep.End(1, 0.999 + (i * 1e-6));
        });

        async Task MeasureAsync(string what, Action<int> commit)
        {
            List<double> delays = [], lengths = [], costs = [];
            for (int i = 1; i <= Math.Min(Updates, epochs); i++)
            {
                TimeSpan before = server.Processor;
                long start = Stopwatch.GetTimestamp();
                string row = Row(sweep);
                commit(i);
                (long at, int length) = await reader.WaitAsync(cancellation, row, All);
                delays.Add(Stopwatch.GetElapsedTime(start, at).TotalMilliseconds);
                lengths.Add(length / 1000.0);
                await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
                costs.Add((server.Processor - before).TotalMilliseconds);
            }

            output.WriteLine(
                $"{what}: {Whole(Samples.Of(costs).Median)} ms of processor (least {Whole(Samples.Of(costs).Best)}, rest "
                    + "included), sent after "
                + $"{Whole(Samples.Of(delays).Median)} ms, {Whole(Samples.Of(lengths).Median)} KB; medians of {delays.Count}");
        }
    }

    private static string Row(GrowingSweep sweep) => string.Create(CultureInfo.InvariantCulture, $"\"~{sweep.Next}\"");

    private static async Task MeasureRestAsync(WatchServer server, string what, TextWriter output,
        CancellationToken cancellation)
    {
        TimeSpan before = server.Processor;
        await Task.Delay(Quiet, cancellation);
        output.WriteLine($"{what}: {((server.Processor - before) / Quiet * 100).ToString("0.00", CultureInfo.InvariantCulture)} "
            + "% of a core");
    }

    private static async Task MeasureOutputAsync(string folder, WatchServer server, TextWriter output,
        CancellationToken cancellation)
    {
        string log = Path.Combine(folder, "large", "trials", "1", "output.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await using (FileStream file = File.Create(log))
        {
            byte[] lines = new byte[1 << 20];
            lines.AsSpan().Fill((byte)'x');
            for (int i = 0; i < lines.Length; i += 80)
                lines[i] = (byte)'\n';
            for (int i = 0; i < 1000; i++)
                await file.WriteAsync(lines, cancellation);
        }

        List<double> times = [];
        for (int i = 0; i < Updates; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await server.Client.GetByteArrayAsync("/sweeps/large/trials/1/output?from=-65536", cancellation);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(
            $"the end of 1 GB of output: {Whole(Samples.Of(times).Median)} ms, {Whole(times[0])} ms the first time");
    }

    // The server is one that has shown such a sweep before: what it compiles when it is new is no cost of each run.
    private static async Task MeasureTabsAsync(
        string folder, TrackedGrid grid, string? command, int tabs, int rounds, TextWriter output,
        CancellationToken cancellation)
    {
        grid.TrainAlone();
        List<GridCost> alone = [], watched = [];
        List<double> servers = [], slowings = [];
        for (int round = 0; round < rounds; round++)
        {
            string own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"watched-{round}"));
            alone.Add(grid.TrainTracked(Path.Combine(folder, "alone"), MadeUp.Machine));
            using WatchServer server = await WatchServer.StartAsync(own, command);
            await WatchAsync("tracked");
            (GridCost cost, double processor) = await WatchAsync("tracked.2");
            watched.Add(cost);
            servers.Add(processor);
            slowings.Add(processor / (cost.Seconds * Environment.ProcessorCount));

            async Task<(GridCost Cost, double Server)> WatchAsync(string name)
            {
                EventReader[] readers = [.. Enumerable.Range(0, tabs)
                    .Select(i => server.Follow(i % 2 == 0 ? $"/sweeps/{name}" : "/"))];
                await readers[0].WaitAsync(cancellation, "\"layout\"");
                TimeSpan start = server.Processor;
                GridCost cost = grid.TrainTracked(own, MadeUp.Machine);
                double taken = (server.Processor - start).TotalSeconds;
                Array.ForEach(readers, r => r.Dispose());
                return (cost, taken);
            }
        }

        output.WriteLine(
            $"{tabs} pages beside the grid: the server takes {Figures.Seconds(Samples.Of(servers).Median)} processor seconds, "
            + $"{Figures.Percent(Samples.Of(slowings).Median)} of all cores; training "
            + $"{Figures.Seconds(Samples.Of(alone.Select(c => c.ProcessorSeconds)).Median)} processor seconds alone, "
            + $"{Figures.Seconds(Samples.Of(watched.Select(c => c.ProcessorSeconds)).Median)} watched; "
            + $"{Figures.Seconds(Samples.Of(alone.Select(c => c.Seconds)).Median)} and "
            + $"{Figures.Seconds(Samples.Of(watched.Select(c => c.Seconds)).Median)} by the clock; medians of {rounds}");
    }

    private static string Whole(double value) => Figures.Count((long)Math.Round(value));
}
