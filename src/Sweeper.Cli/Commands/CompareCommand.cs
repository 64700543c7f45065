using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>compare</c>: only what differs between trials, of one sweep or of several.</summary>
internal sealed class CompareCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _trials = new("SWEEP/TRIAL")
    {
        Description = "At least two trials, such as quickstart/7 mnist-grid/3. A sweep alone stands for its best trial.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public CompareCommand(CommandContext context)
        : base(
            "compare",
            "Show only what differs between trials: values, data, outcome, metrics, durations, environment.",
            "sweeper compare quickstart/7 quickstart/11")
    {
        _context = context;
        Add(_trials);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        List<(string Name, FactSheet Sheet)> trials = [];
        foreach (string text in arguments.GetValue(_trials)!)
        {
            (SweepRecord sweep, TrialDetails trial) = SweepLookup.FindTrialOrBest(reader, text);
            string name = string.Create(CultureInfo.InvariantCulture, $"{sweep.Reference}/{trial.Selected.Trial.Number}");
            if (trials.Any(t => t.Name == name))
                continue;
            FactSheet sheet = TrialSheet.Of(sweep, trial);
            foreach ((string fact, string said) in sweep.Facts)
                sheet.Add(TrialSheet.Facts, fact, said);
            trials.Add((name, sheet));
        }

        if (trials.Count < 2)
            throw new SweeperException(
                $"compare takes two trials at least, and there is {trials[0].Name} alone; name another one", FailureKind.Input);
        TableFormat format = arguments.GetValue(_format);
        ResultTable table = format == TableFormat.Table ? ComparisonTable.ForPeople(trials) : ComparisonTable.Create(trials);
        TableWriter.Write(table, format, _context.Output);
        return ExitCode.Done;
    }
}
