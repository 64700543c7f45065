using System.Collections.Immutable;
using System.CommandLine;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;
using Sweeper.Datasets.Digits;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>reference</c>: what the vectorised kernels gain over plain loops, and that both learn the same.</summary>
internal sealed class ReferenceCommand : Command
{
    // Roundings differ and training carries them on; a wrong formula is off by far more within an epoch.
    private const double Tolerance = 1e-3;

    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs of each network.", 3);
    private readonly Option<ImmutableArray<NetworkNotation>> _networks = SharedOptions.Networks("16-16,64,128");

    public ReferenceCommand()
        : base("reference", "Speed-up of kernel: vector over kernel: reference on the built-in digits, with curves compared.")
    {
        Add(_epochs);
        Add(_networks);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        Dataset digits = DigitsDataset.Generate(new DigitsOptions());
        int epochs = arguments.GetValue(_epochs);
        MachineText.Write(output);
        output.WriteLine(
            $"Best seconds per epoch of {epochs}, {Figures.Count(digits.Train.Count)} digits, both sets measured after each.");
        output.WriteLine();

        bool allAgree = true;
        PlainTable table = new("network", "vector", "reference", "speed-up", "largest difference of losses", "curves");
        foreach (NetworkNotation network in arguments.GetValue(_networks))
        {
            KernelComparison result = KernelComparison.Measure(network, digits, epochs);
            bool agrees = result.LargestDifference <= Tolerance;
            allAgree &= agrees;
            table.Add(
                network.NetworkText,
                Figures.Seconds(result.Vector.Best),
                Figures.Seconds(result.Reference.Best),
                Figures.Ratio(result.Reference.Best / result.Vector.Best),
                Figures.Difference(result.LargestDifference),
                agrees ? "agree" : "differ");
        }

        table.Write(output);
        output.WriteLine($"Curves agree when no loss differs by more than {Figures.Brief(Tolerance)} of itself.");
        return allAgree ? 0 : 1;
    }
}
