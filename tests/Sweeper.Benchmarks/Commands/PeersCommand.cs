using System.Collections.Immutable;
using System.CommandLine;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Peers;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;
using Sweeper.Datasets.Idx;

namespace Sweeper.Benchmarks.Commands;

/// <summary>
/// <c>peers</c> and <c>convolution</c>: an epoch of MNIST beside NumPy, PyTorch and libtorch, one thread each.
/// </summary>
internal sealed class PeersCommand : Command
{
    private readonly string _folder;
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<string> _python = SharedOptions.Python();
    private readonly Option<int> _epochs = SharedOptions.Count(
        "--epochs", "Epochs per program and round, the first to warm up.", 4, least: 2);
    private readonly Option<int> _rounds = SharedOptions.Count("--rounds", "How often each program has its turn.", 5);
    private readonly Option<ImmutableArray<NetworkNotation>> _networks;

    private readonly Option<string?> _scripts = new("--scripts")
    {
        Description = "Measure the programs numpy_*.py and torch_*.py of this folder as well.",
        HelpName = "DIR",
    };

    private PeersCommand(string name, string description, string networks, string folder)
        : base(name, description)
    {
        _folder = folder;
        _networks = SharedOptions.Networks(networks);
        Add(_data);
        Add(_python);
        Add(_scripts);
        Add(_networks);
        Add(_epochs);
        Add(_rounds);
        SetAction(ExecuteAsync);
    }

    /// <summary>Fully connected networks.</summary>
    public static PeersCommand Dense() => new(
        "peers",
        "Seconds per epoch of MNIST, full evaluation included, beside NumPy, PyTorch and libtorch.",
        "16-16,64,128,256,1024,512-512",
        PythonPeer.OwnFolder);

    /// <summary>Convolutional networks.</summary>
    public static PeersCommand Convolution() => new(
        "convolution",
        "The same for convolutional networks, beside PyTorch and libtorch.",
        "8c5-p2-16c5-p2-64,16c5-p2-32c5-p2-128,32c3-32c3-p2-64c3-64c3-p2-128",
        Path.Combine(PythonPeer.OwnFolder, "Convolution"));

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        string dataRoot = arguments.GetValue(_data)!;
        Dataset mnist = await MnistDataset.LoadAsync(dataRoot, cancellationToken: cancellation);
        MachineText.Write(output);
        List<PeerProgram> peers = FindPeers(arguments, output);
        output.WriteLine();

        PeerComparison comparison = new(mnist, Path.GetFullPath(Path.Combine(dataRoot, mnist.Name)), peers)
        {
            Epochs = arguments.GetValue(_epochs),
            Rounds = arguments.GetValue(_rounds),
        };
        output.WriteLine(
            $"Median seconds per epoch of {comparison.Rounds} × {comparison.Epochs - 1} after warm-up, batch "
            + $"{TrainedNetwork.BatchSize}, "
            + "one thread each, full training and test sets measured after each epoch; programs take turns.");
        output.WriteLine("A ratio says how many times as long as Sweeper the peer takes: the median of rounds (least … most).");
        output.WriteLine();
        PlainTable table = new(
            ["network", "train", "evaluation", "Sweeper", .. peers.SelectMany(p => (string[])[p.Name, "ratio"])]);
        foreach (NetworkNotation network in arguments.GetValue(_networks))
        {
            cancellation.ThrowIfCancellationRequested();
            table.Add(Row(network, comparison.Measure(network)));
        }

        table.Write(output);
    }

    private List<PeerProgram> FindPeers(ParseResult arguments, TextWriter output)
    {
        string python = arguments.GetValue(_python)!;
        List<PeerProgram> peers = [.. PythonPeer.FindIn(_folder, python, output)];
        if (arguments.GetValue(_scripts) is string folder)
            peers.AddRange(PythonPeer.FindIn(folder, python, output));
        if (LibTorchProgram.Find(output) is { } libTorch)
            peers.Add(libTorch);
        return peers;
    }

    private static string[] Row(NetworkNotation network, ComparedTimes times) =>
    [
        network.NetworkText,
        Figures.Seconds(times.Own.Train.Median),
        Figures.Seconds(times.Own.Evaluation.Median),
        Figures.Seconds(times.Own.Total.Median),
        .. times.Peers.SelectMany(p => (string[])[Figures.Seconds(p.Seconds.Median), Figures.Ratio(p.Ratio)]),
    ];
}
