using System.CommandLine;
using System.Globalization;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Proposals;
using Sweeper.Benchmarks.Tables;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>samplers</c>: how near samplers come to the best, and what a proposal costs.</summary>
internal sealed class SamplersCommand : Command
{
    private const int MnistTrials = 40;

    private readonly Option<int> _seeds = SharedOptions.Count("--seeds", "Sweeps of each sampler on each function.", 20);
    private readonly Option<int> _trials = SharedOptions.Count("--trials", "Trials of each sweep.", 60);
    private readonly Option<int> _searches = SharedOptions.Count("--mnist-seeds",
        "Searches of each sampler on MNIST; 0 for none.", 10, least: 0);
    private readonly Option<int> _epochs = SharedOptions.Count("--mnist-epochs", "Epochs of each trial on MNIST.", 3);
    private readonly Option<string> _data = SharedOptions.Data();

    public SamplersCommand()
        : base("samplers", "The regret of samplers on functions whose best is known, and the time of a proposal.")
    {
        Add(_seeds);
        Add(_trials);
        Add(_searches);
        Add(_epochs);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        (int seeds, int trials) = (arguments.GetValue(_seeds), arguments.GetValue(_trials));
        MachineText.Write(output);
        output.WriteLine($"Regret after {trials} trials: the best less the function's least value, of {seeds} seeds.");
        output.WriteLine();
        WriteRegret(output, seeds, trials);
        output.WriteLine("Milliseconds of processor time for a proposal, with ten hyperparameters.");
        output.WriteLine();
        WriteCost(output);
        if (arguments.GetValue(_searches) is int searches and > 0)
            await WriteSearchesAsync(output, searches, arguments.GetValue(_epochs), arguments.GetValue(_data)!, cancellation);
    }

    private static async Task WriteSearchesAsync(
        TextWriter output, int seeds, int epochs, string data, CancellationToken cancellation)
    {
        output.WriteLine(
            $"Best validation accuracy on 6,000 images of MNIST, seven hyperparameters, {epochs} epochs, of {seeds} seeds.");
        output.WriteLine();
        PlainTable table = new("sampler", "trials", "median", "least", "greatest");
        foreach (string method in (string[])["random", "tpe"])
        {
            double[][] searches = new double[seeds][];
            for (int seed = 0; seed < seeds; seed++)
                searches[seed] = await MnistSearch.BestSoFarAsync(method, seed + 1, MnistTrials, epochs, data, cancellation);
            foreach (int trials in (int[])[MnistTrials / 2, MnistTrials])
            {
                double[] best = [.. searches.Select(s => s[trials - 1])];
                table.Add(method, Figures.Count(trials), Figures.Percent(Samples.Of(best).Median), Figures.Percent(best.Min()),
                    Figures.Percent(best.Max()));
            }
        }

        table.Write(output);
    }

    private static void WriteRegret(TextWriter output, int seeds, int trials)
    {
        PlainTable table = new("function", "sampler", "median", "least", "greatest");
        foreach (TestFunction function in (TestFunction[])[TestFunction.Branin, TestFunction.Hartmann])
        {
            foreach (Proposer proposer in (Proposer[])[Proposer.Random, Proposer.Sobol, Proposer.Tpe, Proposer.Gp])
            {
                double[] regrets = [.. Enumerable.Range(0, seeds).Select(seed => proposer.LeastRegret(function, seed, trials))];
                table.Add(
                    function.Name,
                    proposer.Name,
                    Regret(Samples.Of(regrets).Median),
                    Regret(regrets.Min()),
                    Regret(regrets.Max()));
            }
        }

        table.Write(output);
    }

    private static void WriteCost(TextWriter output)
    {
        PlainTable table = new("sampler", "hyperparameters", "trials so far", "median", "best");
        (string Of, SearchSpace Space) network = ("of a network", ProposalCost.Network),
            whole = ("whole numbers", ProposalCost.WholeNumbers);
        foreach ((Proposer proposer, (string of, SearchSpace space), int trials,
            int proposals) in (ReadOnlySpan<(Proposer, (string, SearchSpace), int, int)>)
            [
                (Proposer.Sobol, network, 10_000, 50),
                (Proposer.Tpe, network, 100, 50),
                (Proposer.Tpe, network, 1_000, 20),
                (Proposer.Tpe, whole, 1_000, 20),
                (Proposer.Tpe, network, 10_000, 5),
                (Proposer.Gp, network, 100, 3),
                (Proposer.Gp, network, 500, 2),
            ])
        {
            Samples seconds = ProposalCost.Seconds(proposer, space, trials, proposals);
            table.Add(proposer.Name, of, Figures.Count(trials), Milliseconds(seconds.Median), Milliseconds(seconds.Best));
        }

        table.Write(output);
    }

    private static string Regret(double regret) =>
        regret.ToString(regret < 0.001 ? "0.0E-0" : "0.000", CultureInfo.InvariantCulture);

    private static string Milliseconds(double seconds) => (1000 * seconds).ToString("0.0", CultureInfo.InvariantCulture);
}
