using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Sweeper.Programs.Tries;

/// <summary>How a command line writes its settings.</summary>
public enum FlagStyle
{
    /// <summary><c>--name value</c>.</summary>
    Apart,

    /// <summary><c>--name=value</c>.</summary>
    Joined,

    /// <summary><c>name=value</c>.</summary>
    Bare,

    /// <summary>Some of each, or in other ways.</summary>
    Mixed,
}

/// <summary>The settings that a command line gives to its program.</summary>
/// <param name="Command">The elements of the command, with a macro in place of settings.</param>
/// <param name="Settings">Names and values as they were written, in their order.</param>
public sealed partial record CommandFlags(ImmutableArray<string> Command, ImmutableArray<KeyValuePair<string, string>> Settings)
{
    /// <summary>Reads a command line: the program, perhaps a script, and settings in any of the usual ways.</summary>
    public static CommandFlags Of(ImmutableArray<string> arguments)
    {
        List<Flag> flags = [.. Find(arguments)];
        if (flags.Count == 0)
            flags = [.. Numbers(arguments)];
        ImmutableArray<KeyValuePair<string, string>> settings = [.. flags.Select(f => KeyValuePair.Create(f.Name, f.Value))];
        FlagStyle style = flags.Select(f => f.Style).Distinct().ToArray() is [var only] ? only : FlagStyle.Mixed;
        bool isTail = flags.Count > 0 && flags[^1].End == arguments.Length
            && flags.Zip(flags.Skip(1)).All(p => p.First.End == p.Second.Start);
        string? all = style switch
        {
            FlagStyle.Apart => "${args_no_equals}",
            FlagStyle.Joined => "${args}",
            FlagStyle.Bare => "${args_no_hyphens}",
            _ => null,
        };
        return isTail && all is not null
            ? new CommandFlags([.. arguments[..flags[0].Start], all], settings)
            : new CommandFlags([.. Replace(arguments, flags)], settings);
    }

    private static IEnumerable<Flag> Find(ImmutableArray<string> arguments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 1; i < arguments.Length; i++)
        {
            Match joined = JoinedFlag().Match(arguments[i]), apart = ApartFlag().Match(arguments[i]);
            if (joined.Success && seen.Add(joined.Groups["name"].Value))
            {
                FlagStyle style = joined.Groups["hyphens"].Value switch
                {
                    "--" => FlagStyle.Joined,
                    "" => FlagStyle.Bare,
                    _ => FlagStyle.Mixed,
                };
                yield return new Flag(joined.Groups["name"].Value, joined.Groups["value"].Value, style, i, i + 1);
            }
            else if (apart.Success && i + 1 < arguments.Length && IsValue(arguments[i + 1]) && !IsOfInterpreter(arguments, i)
                && seen.Add(apart.Groups["name"].Value))
            {
                FlagStyle style = apart.Groups["hyphens"].Value == "--" ? FlagStyle.Apart : FlagStyle.Mixed;
                yield return new Flag(apart.Groups["name"].Value, arguments[++i], style, i - 1, i + 1);
            }
        }
    }

    // What has no name is called by its place.
    private static IEnumerable<Flag> Numbers(ImmutableArray<string> arguments)
    {
        int count = 0;
        for (int i = 1; i < arguments.Length; i++)
        {
            if (Number().IsMatch(arguments[i]))
                yield return new Flag($"argument_{++count}", arguments[i], FlagStyle.Mixed, i, i + 1);
        }
    }

    // -1e-3 is a value; --flag and -x are none.
    private static bool IsValue(string text) => !text.StartsWith('-') || Number().IsMatch(text);

    // python -u train.py, python -m package.train: what comes before the script is none of its settings.
    private static bool IsOfInterpreter(ImmutableArray<string> arguments, int index) =>
        !arguments[index].StartsWith("--", StringComparison.Ordinal)
        && arguments[1..index].All(a => a.StartsWith('-'))
        && (arguments[index] == "-m" || arguments[index + 1].EndsWith(".py", StringComparison.Ordinal));

    private static IEnumerable<string> Replace(ImmutableArray<string> arguments, List<Flag> flags)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            Flag? flag = flags.Find(f => f.Start <= i && i < f.End);
            if (flag is null)
                yield return arguments[i];
            else if (flag.End - flag.Start == 2)
                yield return i == flag.Start ? arguments[i] : Macro(flag);
            else
                yield return arguments[i][..^flag.Value.Length] + Macro(flag);
        }
    }

    private static string Macro(Flag flag) => $"${{param.{flag.Name}}}";

    [GeneratedRegex("^(?<hyphens>-{0,2})(?<name>[A-Za-z_][A-Za-z0-9_.-]*)=(?<value>.+)$", RegexOptions.Singleline)]
    private static partial Regex JoinedFlag();

    [GeneratedRegex("^(?<hyphens>-{1,2})(?<name>[A-Za-z_][A-Za-z0-9_.-]*)$")]
    private static partial Regex ApartFlag();

    [GeneratedRegex(@"^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    private sealed record Flag(string Name, string Value, FlagStyle Style, int Start, int End);
}
