using System.Buffers;
using System.Text.RegularExpressions;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>What loggers put before a line: the time, the level, the logger, the place in the source.</summary>
internal static partial class LogPrefix
{
    private const int LevelWithin = 160;

    private static readonly SearchValues<string> Levels =
        SearchValues.Create(["INFO", "WARN", "DEBUG", "ERROR", "CRITICAL", "[Info]", "[Warning]", "[Debug]"],
            StringComparison.Ordinal);

    /// <summary>The line without it.</summary>
    public static string Strip(string line)
    {
        string rest = line;
        int level = line.AsSpan(0, Math.Min(line.Length, LevelWithin)).IndexOfAny(Levels);
        if (level >= 0 && Level().Match(line, level) is { Success: true } match && match.Index == level
            && IsPrefix(line.AsSpan(0, level)))
            rest = Logger().Replace(line[(level + match.Length)..], "", 1);
        else if (line.Length > 8 && line.AsSpan(0, Math.Min(line.Length, 60)).Contains(':')
            && Time().Match(line) is { Success: true } time)
            rest = line[time.Length..];
        return rest;
    }

    // A level inside a sentence is none: what stands before it has a time, a bracket, a logger or nothing.
    private static bool IsPrefix(ReadOnlySpan<char> before)
    {
        before = before.Trim();
        return before.IsEmpty || before[^1] is ']' or ')' or '|' or '-' or ':' or '[' or '(' || char.IsAsciiDigit(before[^1])
            || !before.Contains(' ');
    }

    [GeneratedRegex(@"\[?(?:INFO|WARN(?:ING)?|DEBUG|ERROR|CRITICAL|Info|Warning|Debug)\b[\]\)]?[ :|>\-]*")]
    private static partial Regex Level();

    // Python's "INFO:root:", Java's "org.app.Train - ", fairseq's "| INFO | train |", loguru's "train:main:12 - ", which come
    // before their own beginnings.
    [GeneratedRegex(@"^(?:[\w.$]+:[\w<>.]+:\d+(?: - |: ?)|[A-Za-z_][\w.$]*:(?=[A-Za-z_\[{])|[\w.$]+ - |[\w.]+ \| |\([^)]*\):? ?"
        + @"|\[[^\]]*\.\w+:\d+\] ?)")]
    private static partial Regex Logger();

    [GeneratedRegex(
        @"^\s*(?:\[[^\]]*\d\d:\d\d:\d\d[^\]]*\]|[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [^\]]*\]"
        + @"|(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?(?=[ :|\]-]))[ :|\-]*")]
    private static partial Regex Time();
}
