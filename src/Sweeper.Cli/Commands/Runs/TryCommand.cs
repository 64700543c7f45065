using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Tries;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>try</c>: runs a program once as it is, shows what was read of it, and offers an experiment file.</summary>
internal sealed class TryCommand : SweeperCommand
{
    private const string WriteName = "--write";
    private const string RecordName = "--record";
    private const int MostMetrics = 40;

    private readonly CommandContext _context;
    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "After --, the program with its arguments. They go to it as they are.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _write = new(WriteName)
    {
        Description = "Write the experiment file that is offered. It may stand at the end, too.", HelpName = "FILE",
    };

    private readonly Option<string?> _record = new(RecordName)
    {
        Description = "Record the run as a sweep of one trial.", HelpName = "NAME",
    };

    private readonly Option<string> _results = SharedOptions.Results();

    public TryCommand(CommandContext context)
        : base(
            "try",
            "Run a program once as it is, and see what a sweep of it would read.",
            "sweeper try -- python train.py --lr 0.1 --write train.yaml")
    {
        _context = context;
        Add(_command);
        Add(_write);
        Add(_record);
        Add(_results);
        SetAction(Execute);
    }

    private TextWriter Output => _context.Output.Profile.Out.Writer;

    private TextWriter Messages => _context.Messages.Profile.Out.Writer;

    private int Execute(ParseResult arguments)
    {
        List<string> command = [.. arguments.GetValue(_command) ?? []];
        string? record = arguments.GetValue(_record) ?? TakeFromEnd(command, RecordName);
        string? write = arguments.GetValue(_write) ?? TakeFromEnd(command, WriteName);
        record ??= arguments.GetValue(_record) ?? TakeFromEnd(command, RecordName);
        if (command.Count == 0)
        {
            throw new SweeperException(
                "no command is given; it stands after --, as in: sweeper try -- python train.py --lr 0.1", FailureKind.Input);
        }

        if (write is not null && File.Exists(write))
            throw new SweeperException($"'{write}' is there already; choose another file, or remove it", FailureKind.Input);

        string parent = record is null ? Path.GetTempPath() : arguments.GetValue(_results)!;
        string folder = Path.GetFullPath(Path.Combine(parent, $".try-{Guid.NewGuid():N}"));
        try
        {
            using var signals = new StopSignals(Messages, "the program is asked to end");
            // As the program writes it: its bars of progress are to move.
            var echo = new Echo(_context.Messages.DataWriter());
            TriedProgram tried = new ProgramTry([.. command], folder, _context.Time).Run(echo.Write, signals.Token);
            Describe(tried);
            if (signals.Token.IsCancellationRequested)
                return ExitCode.Interrupted;
            if (!tried.End.IsSuccess)
                return Fail(tried);
            Offer(tried, [.. command], write);
            if (record is not null)
                new TriedRecord(_context, arguments.GetValue(_results)!).Write(record, [.. command], tried);
            return ExitCode.Done;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    // The first thing that people type has them behind the command, where they would be its own.
    private static string? TakeFromEnd(List<string> command, string option)
    {
        if (command.Count < 3 || command[^2] != option)
            return null;
        string value = command[^1];
        command.RemoveRange(command.Count - 2, 2);
        return value;
    }

    private int Fail(TriedProgram tried)
    {
        string line = tried.LastErrorLine is string last ? $": {last}" : "";
        Messages.WriteLine($"error: the program failed with {tried.End}{line}. Mend it, and try again.");
        return ExitCode.TrialsFailed;
    }

    private void Describe(TriedProgram tried)
    {
        Output.WriteLine($"It ran for {Durations.Format(tried.DurationSeconds)} and ended with {tried.End}.");
        if (tried.Metrics.IsEmpty)
        {
            Output.WriteLine(
                "No metric was read. A line such as 'loss: 0.31' or {\"epoch\": 1, \"loss\": 0.31} is one, printed or");
            Output.WriteLine("appended to the file that the variable SWEEPER_METRICS names.");
            return;
        }

        TableColumn[] columns =
        [
            new("metric"),
            new("values"),
            new("first", v => TrialText.Metric("", (double)v)),
            new("last", v => TrialText.Metric("", (double)v)),
            new("read_from"),
        ];
        object?[][] rows =
        [
            .. tried.Metrics.Take(MostMetrics)
                .Select(m => new object?[] { m.Name, m.Count, m.First, m.Last, string.Join(", ", m.Sources) }),
        ];
        TableWriter.Write(new ResultTable(columns, rows), TableFormat.Table, _context.Output);
        if (tried.Metrics.Length > MostMetrics)
            Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {tried.Metrics.Length - MostMetrics} more"));
    }

    private void Offer(TriedProgram tried, ImmutableArray<string> command, string? write)
    {
        Objective? metric = MetricChoice.Of(tried.Metrics.Select(m => m.Name));
        string text = OfferedExperiment.Write(NameOf(command, write), CommandFlags.Of(command), metric);
        if (!tried.Metrics.IsEmpty)
            Output.WriteLine(metric is not null
                ? $"By its name, {metric.Metric} is what to {metric.Goal.Name()}; 'metric' in the file says otherwise."
                : "No metric says by its name which direction is better; 'metric' in the file ranks the trials.");
        if (write is null)
        {
            Output.WriteLine($"An experiment file for it, which {WriteName} FILE writes:");
            Output.WriteLine();
            Output.Write(text);
            return;
        }

        File.WriteAllText(write, text);
        ExperimentLoadResult loaded = TrialKinds.Loader.LoadFile(write);
        string trials = loaded.Experiment is Experiment experiment
            ? RunConclusion.Trials(SweepPlanner.Plan(experiment).Trials.Count)
            : "not valid yet";
        Output.WriteLine($"Wrote {write}: {trials}. Next: sweeper run {write}");
    }

    private static string NameOf(ImmutableArray<string> command, string? write)
    {
        string? script = command.FirstOrDefault(
            a => Path.GetExtension(a) is ".py" or ".cs" or ".sh" or ".jl" or ".r" or ".R" or ".js");
        string source = write ?? script ?? command[0];
        return Path.GetFileNameWithoutExtension(source);
    }

    // Whole characters only: a piece may end within one.
    private sealed class Echo(TextWriter target)
    {
        private readonly Decoder _output = Encoding.UTF8.GetDecoder();
        private readonly Decoder _error = Encoding.UTF8.GetDecoder();
        private char[] _characters = [];

        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            int most = Encoding.UTF8.GetMaxCharCount(bytes.Length);
            if (_characters.Length < most)
                _characters = new char[most];
            int count = (isError ? _error : _output).GetChars(bytes, _characters, flush: false);
            target.Write(_characters, 0, count);
            target.Flush();
        }
    }
}
