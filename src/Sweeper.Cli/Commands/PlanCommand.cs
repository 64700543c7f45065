using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>plan</c>: the trials that <c>run</c> would train.</summary>
internal sealed class PlanCommand : SweeperCommand
{
    // The columns of a table are as wide as their widest value, for which all rows must be there; and nobody reads more.
    private const int MostShown = 10_000;

    private readonly CommandContext _context;
    private readonly Argument<string> _file = new("FILE") { Description = "The experiment file." };
    private readonly Option<int?> _count = SharedOptions.Count(
        "--count", "List so many trials at most. Default: all that can be told before any has ended.");
    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public PlanCommand(CommandContext context)
        : base(
            "plan",
            "List the trials that run would train, without training any.",
            "sweeper plan experiments/quickstart.yaml --format csv")
    {
        _context = context;
        Add(_file);
        Add(_count);
        Add(_set);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        ExperimentLoadResult result = TrialKinds.Loader.LoadFile(arguments.GetValue(_file)!, arguments.GetValue(_set));
        ExperimentMessages.Write(result, _context);
        if (!result.IsValid)
            return ExitCode.WrongInput;
        ExperimentMessages.WriteObstacle(result.Experiment, _context);
        SweepPlan plan = SweepPlanner.Plan(result.Experiment, arguments.GetValue(_count));
        (IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows) = PlanTable.Create(plan);
        switch (arguments.GetValue(_format))
        {
            case TableFormat.Csv:
                CsvTable.Write(columns, rows, _context.Output.DataWriter());
                break;
            case TableFormat.Json:
                (columns, rows) = PlanTable.CreateJson(plan, result.Experiment.Trial);
                JsonTable.Write(columns, rows, _context.Output.DataWriter());
                break;
            default:
                TableWriter.Write(new ResultTable(columns, [.. rows.Take(MostShown)]), TableFormat.Table, _context.Output);
                if (plan.Trials.Count > MostShown)
                    _context.Messages.WriteWrapped(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The first {MostShown:N0} of {plan.Trials.Count:N0} trials; --format csv writes all of them."));
                break;
        }

        foreach (string remark in plan.Growth is null && plan.Rounds is null ? [] : PlanRemarks.Of(result.Experiment, plan))
            _context.Messages.WriteWrapped($"{remark}.");
        return ExitCode.Done;
    }
}
