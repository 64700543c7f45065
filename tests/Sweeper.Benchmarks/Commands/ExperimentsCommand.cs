using System.CommandLine;
using Sweeper.Benchmarks.Published;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>experiments</c>: the page that says what each shipped experiment found, beside what was published.</summary>
internal sealed class ExperimentsCommand : Command
{
    private readonly Option<string> _results = new("--results")
    {
        Description = "Folder with the results of the experiments. Default: results.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
    };

    private readonly Option<string> _experiments = new("--experiments")
    {
        Description = $"Folder with the experiments and {PublishedFigures.FileName}. Default: experiments.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "experiments",
    };

    private readonly Option<string?> _output =
        new("--output") { Description = "The file that is written. Default: standard output.", HelpName = "FILE" };
    private readonly Option<string> _data = SharedOptions.Data();

    public ExperimentsCommand()
        : base("experiments", "What each experiment found, beside what was published, as a page of Markdown.")
    {
        Add(_results);
        Add(_experiments);
        Add(_output);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using FigureMeasurement measurement = new(arguments.GetValue(_results)!, arguments.GetValue(_data)!);

        // Whole before anything is written: what is wrong leaves the old page.
        using StringWriter page = new() { NewLine = "\n" };
        await new ExperimentTable(arguments.GetValue(_experiments)!, measurement).WriteAsync(page, cancellation);
        if (arguments.GetValue(_output) is string file)
            await File.WriteAllTextAsync(file, page.ToString(), cancellation);
        else
            await arguments.InvocationConfiguration.Output.WriteAsync(page.ToString());
    }
}
