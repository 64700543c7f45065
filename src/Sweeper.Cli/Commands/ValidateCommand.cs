using System.CommandLine;
using System.Globalization;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>validate</c>: all errors of experiment files, or what they amount to.</summary>
internal sealed class ValidateCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _files = new("FILE") { Description = "Experiment files.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string[]> _set = SharedOptions.Set();

    public ValidateCommand(CommandContext context)
        : base("validate", "Check experiment files: all errors at once, or how many trials they have.", "sweeper validate experiments/*.yaml")
    {
        _context = context;
        Add(_files);
        Add(_set);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        int exitCode = ExitCode.Done;
        foreach (string file in arguments.GetValue(_files)!)
        {
            ExperimentLoadResult result = ExperimentLoader.LoadFile(file, arguments.GetValue(_set));
            ExperimentMessages.Write(result, _context);
            if (result.IsValid)
                Describe(SweepPlanner.Plan(result.Experiment));
            else
                exitCode = ExitCode.WrongInput;
        }

        return exitCode;
    }

    private void Describe(SweepPlan plan)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        string trials = plan.Trials.Length == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{plan.Trials.Length:N0} trials");
        output.WriteLine($"{plan.ExperimentFile}: {plan.Name}, {trials}, {plan.Objective}");
        foreach (Hyperparameter hyperparameter in plan.Space.Swept)
            output.WriteLine($"  {hyperparameter.Name}: {string.Join(", ", hyperparameter.Values)}");
        int repeats = plan.Trials.Max(t => t.Repeat);
        if (repeats > 1)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  each with {repeats} seeds"));
    }
}
