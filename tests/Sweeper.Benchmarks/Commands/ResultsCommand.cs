using System.CommandLine;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Results;
using Sweeper.Benchmarks.Tables;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>results</c>: how long it takes to ask a large database.</summary>
internal sealed class ResultsCommand : Command
{
    private readonly Option<int> _trials = SharedOptions.Count("--trials", "Trials of the sweep.", 10_000);
    private readonly Option<int> _epochs = SharedOptions.Count("--epochs", "Epochs of each trial.", 50);
    private readonly Option<int> _times = SharedOptions.Count("--times", "How often each question is asked.", 3);
    private readonly Option<string?> _results = new("--results")
    {
        Description = "Where the database is made, or lies already. Default: a temporary folder, removed at the end.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _command = SharedOptions.Published("The published sweeper, to time it as a process too.");

    public ResultsCommand()
        : base("results", "Seconds to list, show and export a sweep of 10,000 trials by 50 epochs, "
            + "in this process and as a command.")
    {
        Add(_trials);
        Add(_epochs);
        Add(_times);
        Add(_results);
        Add(_command);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        string? given = arguments.GetValue(_results);
        string folder = given ?? Path.Combine(Path.GetTempPath(), $"sweeper-results-{Guid.NewGuid():N}");
        try
        {
            MachineText.Write(output);
            LargeSweep.Create(folder, arguments.GetValue(_trials), arguments.GetValue(_epochs));
            PlainTable table = new("question", "in this process", "as a command", "MB allocated");
            foreach (Question question in Question.All)
            {
                (Samples seconds, double megabytes) = question.AskHere(folder, arguments.GetValue(_times));
                Samples? process = arguments.GetValue(_command) is string command
                    ? question.AskCommand(command, folder, arguments.GetValue(_times))
                    : null;
                table.Add(
                    question.Text,
                    Figures.Seconds(seconds.Median),
                    process is null ? "-" : Figures.Seconds(process.Median),
                    Figures.Brief(megabytes));
            }

            table.Write(output);
            output.WriteLine(
                "Medians, after one that is not counted. The database was read from the cache of the operating system.");
            return 0;
        }
        finally
        {
            if (given is null && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
