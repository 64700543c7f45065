using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Sweeper.Programs.CommandLines;

/// <summary>The macros of a command: <c>${name}</c>, each an item of its own, and those that also stand inside text.</summary>
internal static partial class Macros
{
    public const string Env = "env";
    public const string Interpreter = "interpreter";
    public const string Program = "program";
    public const string Args = "args";
    public const string ArgsJson = "args_json";
    public const string ArgsJsonFile = "args_json_file";
    public const string Hyperparameter = "param.";
    public const string Variable = "envvar:";

    /// <summary>Those that become an argument or several for each hyperparameter, and whether Hydra reads them.</summary>
    public static ImmutableArray<string> Flags { get; } =
        [Args, "args_no_equals", "args_no_hyphens", "args_no_boolean_flags", AppendHydra, OverrideHydra];

    public const string AppendHydra = "args_append_hydra";
    public const string OverrideHydra = "args_override_hydra";

    /// <summary>Those that stand for one text of a trial, inside other text too.</summary>
    public static ImmutableArray<string> Texts { get; } = ["output", "checkpoint", "seed", "trial"];

    /// <summary>All that have a fixed name.</summary>
    public static ImmutableArray<string> Names { get; } =
        [Env, Interpreter, Program, .. Flags, ArgsJson, ArgsJsonFile, .. Texts];

    /// <summary>What a command is when none is given.</summary>
    public static ImmutableArray<string> DefaultCommand { get; } =
        [Written(Env), Written(Interpreter), Written(Program), Written(Args)];

    /// <summary>The macro that a whole item is; null where it is none.</summary>
    public static string? Whole(string item) =>
        WholeForm().Match(item) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The macros inside an item that is none itself, known or not.</summary>
    public static IEnumerable<string> Inside(string item) => AnyForm().Matches(item).Select(m => m.Groups[1].Value);

    /// <summary>Whether a macro is replaced inside text.</summary>
    public static bool IsText(string macro) =>
        Texts.Contains(macro) || macro.StartsWith(Variable, StringComparison.Ordinal)
            || macro.StartsWith(Hyperparameter, StringComparison.Ordinal);

    /// <summary>An item with the macros inside it replaced, as far as <paramref name="replace"/> knows them.</summary>
    public static string Replaced(string item, Func<string, string?> replace) =>
        AnyForm().Replace(item, m => replace(m.Groups[1].Value) ?? m.Value);

    /// <summary>A macro as commands write it.</summary>
    public static string Written(string macro) => $"${{{macro}}}";

    [GeneratedRegex(@"^\$\{([^{}]*)\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"\$\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex AnyForm();
}
