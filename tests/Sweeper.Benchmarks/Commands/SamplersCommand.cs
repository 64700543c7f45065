using System.CommandLine;
using System.Globalization;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Proposals;
using Sweeper.Benchmarks.Tables;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>samplers</c>: how near samplers come to the best, and what a proposal costs.</summary>
internal sealed class SamplersCommand : Command
{
    private readonly Option<int> _seeds = SharedOptions.Count("--seeds", "Sweeps of each sampler on each function.", 20);
    private readonly Option<int> _trials = SharedOptions.Count("--trials", "Trials of each sweep.", 60);

    public SamplersCommand()
        : base("samplers", "The regret of samplers on functions whose best is known, and the time of a proposal.")
    {
        Add(_seeds);
        Add(_trials);
        SetAction(Execute);
    }

    private void Execute(ParseResult arguments)
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
        PlainTable table = new("sampler", "trials so far", "median", "best");
        foreach ((Proposer proposer, int trials, int proposals) in (ReadOnlySpan<(Proposer, int, int)>)
            [
                (Proposer.Sobol, 10_000, 50),
                (Proposer.Tpe, 100, 50),
                (Proposer.Tpe, 1_000, 20),
                (Proposer.Tpe, 10_000, 5),
                (Proposer.Gp, 100, 3),
                (Proposer.Gp, 500, 2),
            ])
        {
            Samples seconds = ProposalCost.Seconds(proposer, trials, proposals);
            table.Add(proposer.Name, Figures.Count(trials), Milliseconds(seconds.Median), Milliseconds(seconds.Best));
        }

        table.Write(output);
    }

    private static string Regret(double regret) =>
        regret.ToString(regret < 0.001 ? "0.0E-0" : "0.000", CultureInfo.InvariantCulture);

    private static string Milliseconds(double seconds) => (1000 * seconds).ToString("0.0", CultureInfo.InvariantCulture);
}
