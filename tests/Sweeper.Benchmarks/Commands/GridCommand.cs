using System.CommandLine;
using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Peers;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;
using Sweeper.Datasets.Idx;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>grid</c>: nine trials on two threads beside nine NumPy runs on two processes.</summary>
internal sealed class GridCommand : Command
{
    private const int Parallel = 2;
    private const int FullEpochs = 100;
    private const double Megabyte = 1e6;

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<string> _python = SharedOptions.Python();
    private readonly Option<string?> _scripts = new("--scripts")
    {
        Description = "Compare with the first program numpy_*.py of this folder instead of Sweeper's own.",
        HelpName = "DIR",
    };

    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs per trial, for both sides.", FullEpochs);

    public GridCommand()
        : base("grid", "Hidden 64, 128, 256 × learning rate 0.05, 0.1, 0.2 on MNIST, beside NumPy; two at once.")
    {
        Add(_data);
        Add(_python);
        Add(_scripts);
        Add(_epochs);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        string dataRoot = arguments.GetValue(_data)!;
        int epochs = arguments.GetValue(_epochs);

        // The clock runs from reading the files on, as it does for every NumPy process.
        long started = Stopwatch.GetTimestamp();
        Dataset mnist = await MnistDataset.LoadAsync(dataRoot, cancellationToken: cancellation);
        GridTrial[] own = TrialPool.Run(GridTrial.All, Parallel, trial => trial.Train(mnist, epochs));
        double ownSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using Process self = Process.GetCurrentProcess();
        double peakMegabytes = self.PeakWorkingSet64 / Megabyte;

        MachineText.Write(output);
        string scripts = arguments.GetValue(_scripts) ?? PythonPeer.OwnFolder;
        PythonPeer? numpy = PythonPeer.FindIn(scripts, arguments.GetValue(_python)!, output)
            .FirstOrDefault(p => p.Module == "numpy");
        output.WriteLine();
        WriteTrials(output, own, epochs);
        output.WriteLine(
            $"Sweeper, {Parallel} threads: {Figures.Seconds(ownSeconds)} s, {Figures.Count((long)peakMegabytes)} MB at most");
        if (numpy is null)
            return;

        string folder = Path.GetFullPath(Path.Combine(dataRoot, mnist.Name));
        started = Stopwatch.GetTimestamp();
        TrialPool.Run(
            GridTrial.All, Parallel, trial => numpy.Run(folder, trial.Hidden, trial.LearningRate, epochs));
        double peerSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"NumPy, {Parallel} processes: {Figures.Seconds(peerSeconds)} s");
        output.WriteLine($"Ratio: {Figures.Ratio(peerSeconds / ownSeconds)}");
        if (epochs != FullEpochs)
            output.WriteLine($"All figures are for {epochs} epochs of the grid's {FullEpochs}; nothing is extrapolated.");
    }

    private static void WriteTrials(TextWriter output, GridTrial[] trials, int epochs)
    {
        PlainTable table = new("network", "learning rate", $"test accuracy after {epochs}", "seconds");
        foreach (GridTrial trial in trials)
        {
            table.Add(
                trial.Hidden.NetworkText,
                Figures.Brief(trial.LearningRate),
                Figures.Percent(trial.TestAccuracy),
                Figures.Seconds(trial.Seconds));
        }

        table.Write(output);
    }
}
