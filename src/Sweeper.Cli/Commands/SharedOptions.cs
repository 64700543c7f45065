using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Commands;

/// <summary>Options that several commands understand in the same way.</summary>
internal static class SharedOptions
{
    /// <summary>The folder of the database, the reports and the models.</summary>
    public static Option<string> Results() => new("--results")
    {
        Description = "Folder of the database, reports and models.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
    };

    /// <summary>The folder with a folder per dataset.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of the datasets, one folder each. Default: $SWEEPER_DATA, else data.",
        HelpName = "DIR",
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("SWEEPER_DATA") is string folder && !string.IsNullOrWhiteSpace(folder)
                ? folder
                : "data",
    };

    /// <summary>Values that override those of the experiment file.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description =
            "Override a value of the file, such as learning_rate=0.2 or early_stopping.patience=5. Can be given several times.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Leaves out the measurements at the end.</summary>
    public static Option<bool> NoEvaluate() => new("--no-evaluate")
    {
        Description =
            "Do not measure at the end how the best trial does on disturbed test images, nor how the best trials do together.",
    };

    /// <summary>Lines instead of a drawing.</summary>
    public static Option<bool> Plain() =>
        new("--plain") { Description = "Print a line for each epoch of each trial instead of drawing progress." };

    /// <summary>How a list is printed.</summary>
    public static Option<TableFormat> Format() => new Option<TableFormat>("--format")
    {
        Description = "How to print: table, json or csv.",
        HelpName = "table|json|csv",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "table" => TableFormat.Table,
            "json" => TableFormat.Json,
            "csv" => TableFormat.Csv,
            string other => Refuse(result, other),
        },
        DefaultValueFactory = _ => TableFormat.Table,
    };

    /// <summary>A count of at least 1; null when it is not given.</summary>
    public static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
                return count;
            result.AddError($"{name} is '{found}'; it must be a whole number from 1 to {int.MaxValue}.");
            return null;
        },
    };

    /// <summary>The sweep a command is about.</summary>
    public static Argument<string> Sweep() => new("SWEEP")
    {
        Description = "Name of a sweep (the latest of that name), or name#2 for the second one.",
    };

    private static TableFormat Refuse(System.CommandLine.Parsing.ArgumentResult result, string found)
    {
        result.AddError($"--format is '{found}'; it must be table, json or csv.");
        return default;
    }
}
