using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Programs.Arguments;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.CommandLines;

/// <summary>Makes the exact arguments of a trial from a command.</summary>
/// <param name="items">The items of the command, checked.</param>
/// <param name="program">What <c>${program}</c> becomes; null where no item is it.</param>
/// <param name="form">How values are told.</param>
internal sealed class CommandLine(ImmutableArray<string> items, string? program, ArgumentForm form)
{
    /// <summary>The name of the file that <c>${args_json_file}</c> stands for, in the trial's folder.</summary>
    public const string JsonFileName = "args.json";

    /// <summary>The arguments of an attempt, the program first.</summary>
    public ImmutableArray<string> Of(Trial trial, InvocationPlace place)
    {
        ImmutableArray<KeyValuePair<string, PythonValue>> arguments = form.Arguments(trial.Values);
        return [.. items.SelectMany(item => Expand(item, trial, place, arguments))];
    }

    /// <summary>The arguments as one JSON text.</summary>
    public string Json(Trial trial) => new PythonMap(form.Arguments(trial.Values)).Json;

    /// <summary>Whether an attempt needs the file of <see cref="JsonFileName"/>.</summary>
    public bool NeedsJsonFile => items.Contains(Macros.Written(Macros.ArgsJsonFile));

    private IEnumerable<string> Expand(
        string item, Trial trial, InvocationPlace place, ImmutableArray<KeyValuePair<string, PythonValue>> arguments)
    {
        if (Macros.Whole(item) is not string macro)
            return [Macros.Replaced(item, m => Macros.IsText(m) ? Text(m, trial, place) ?? "" : null)];
        return macro switch
        {
            Macros.Env => OperatingSystem.IsWindows() ? [] : ["/usr/bin/env"],
            Macros.Interpreter => [place.Interpreter],
            Macros.Program => program is null ? [] : [program],
            Macros.ArgsJson => [new PythonMap(arguments).Json],
            Macros.ArgsJsonFile => [Path.Combine(place.TrialFolder, JsonFileName)],
            _ when Macros.Flags.Contains(macro) => arguments.SelectMany(a => Flag(macro, a.Key, a.Value)),
            _ => Text(macro, trial, place) is string text ? [text] : [],
        };
    }

    private static IEnumerable<string> Flag(string macro, string name, PythonValue value) => macro switch
    {
        "args_no_equals" => [$"--{name}", value.Text],
        "args_no_hyphens" => [$"{name}={value.Text}"],
        "args_no_boolean_flags" when value is PythonBoolean { Boolean: bool isSet } => isSet ? [$"--{name}"] : [],
        Macros.AppendHydra => [$"+{name}={value.Text}"],
        Macros.OverrideHydra => [$"++{name}={value.Text}"],
        _ => [$"--{name}={value.Text}"],
    };

    // A variable that is not set leaves its name, as the format has it; a hyperparameter that does not exist in the trial
    // leaves nothing.
    private string? Text(string macro, Trial trial, InvocationPlace place)
    {
        if (macro.StartsWith(Macros.Variable, StringComparison.Ordinal))
            return Environment.GetEnvironmentVariable(macro[Macros.Variable.Length..]) ?? macro[Macros.Variable.Length..];
        if (macro.StartsWith(Macros.Hyperparameter, StringComparison.Ordinal))
            return Hyperparameter(macro[Macros.Hyperparameter.Length..], trial)?.Text;
        return macro switch
        {
            "output" => place.TrialFolder,
            "checkpoint" => place.CheckpointFolder,
            "seed" => trial.Seed.ToString(CultureInfo.InvariantCulture),
            "trial" => trial.Number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private PythonValue? Hyperparameter(string name, Trial trial) =>
        form.Values(trial.Values).Concat(form.Arguments(trial.Values)).FirstOrDefault(v => v.Key == name).Value;
}
