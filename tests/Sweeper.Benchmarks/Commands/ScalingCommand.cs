using System.CommandLine;
using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;
using Sweeper.Datasets.Digits;
using Sweeper.Datasets.Idx;

namespace Sweeper.Benchmarks.Commands;

/// <summary>
/// <c>scaling</c>: the first epochs of a process, what an epoch allocates, and two trials at once against one.
/// </summary>
internal sealed class ScalingCommand : Command
{
    private const int FirstEpochs = 10;
    private const int WarmUpImages = 256;

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs of each trial and round.", 5);
    private readonly Option<int> _rounds = SharedOptions.Count("--rounds", "How often one and two have their turn.", 9);
    private readonly Option<NetworkNotation> _network = new("--network")
    {
        Description = "Hidden sizes of the network.",
        HelpName = "128",
        DefaultValueFactory = _ => NetworkNotation.Parse("128"),
        CustomParser = result =>
        {
            try
            {
                return NetworkNotation.Parse(result.Tokens[0].Value);
            }
            catch (FormatException e)
            {
                result.AddError($"--network: {e.Message}");
                return null;
            }
        },
    };

    public ScalingCommand()
        : base("scaling", "First and tenth epoch of a process, allocations per epoch, two trials at once against one; on MNIST.")
    {
        Add(_data);
        Add(_network);
        Add(_epochs);
        Add(_rounds);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        int epochs = arguments.GetValue(_epochs);
        NetworkNotation hidden = arguments.GetValue(_network)!;

        // As a sweep does: the kernels are compiled, on a few other images, while the data are read.
        Task warmUp = Task.Run(() =>
            new TrainedNetwork(hidden,
                DigitsDataset.Generate(new DigitsOptions { TrainCount = WarmUpImages, TestCount = WarmUpImages })).RunEpoch(),
                    cancellation);
        Dataset mnist = await MnistDataset.LoadAsync(arguments.GetValue(_data)!, cancellationToken: cancellation);
        await warmUp;

        // What is prepared once per dataset is not an epoch's.
        long started = Stopwatch.GetTimestamp();
        double density = Math.Max(mnist.Train.Sparse.Density, mnist.Test.Sparse.Density);
        double prepared = Stopwatch.GetElapsedTime(started).TotalSeconds;
        TrainedNetwork network = new(hidden, mnist);
        double[] first = [.. Enumerable.Range(0, FirstEpochs).Select(_ => network.RunEpoch().TotalSeconds)];
        EpochAllocation allocation = EpochAllocation.Measure(network, epochs);
        ParallelComparison parallel = ParallelComparison.Measure(hidden, mnist, epochs, arguments.GetValue(_rounds));

        MachineText.Write(output);
        PlainTable table = new(hidden.NetworkText, "value");
        table.Add("pixels that are not background", Figures.Percent(density));
        table.Add("finding them, once per dataset, seconds", Figures.Seconds(prepared));
        table.Add("first epoch of the process, seconds", Figures.Seconds(first[0]));
        table.Add("tenth epoch of the process, seconds", Figures.Seconds(first[^1]));
        table.Add("first against tenth", Figures.Ratio(first[0] / first[^1]));
        table.Add("bytes allocated per epoch, once warm", Figures.Count(allocation.BytesPerEpoch));
        table.Add("garbage collections, once warm", Figures.Count(allocation.Collections));
        table.Add($"{epochs} epochs of one trial alone, median seconds", Figures.Seconds(parallel.Alone.Median));
        table.Add($"{epochs} epochs of two trials at once, median seconds", Figures.Seconds(parallel.Together.Median));
        table.Add("cores to be had meanwhile, median", Figures.Brief(Math.Round(parallel.CoresTogether.Median, 2)));
        table.Add(
            "throughput of two against one, by medians", Figures.Ratio(2 * parallel.Alone.Median / parallel.Together.Median));
        table.Add(
            "throughput of two against one, by best times", Figures.Ratio(2 * parallel.Alone.Best / parallel.Together.Best));
        table.Write(output);
        output.WriteLine("The kernels were compiled while the data were read, as in a sweep.");
    }
}
