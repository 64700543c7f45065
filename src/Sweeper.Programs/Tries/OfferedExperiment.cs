using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Programs.Tries;

/// <summary>
/// Writes an experiment file for a command that was tried: its settings are the parameters, of which two are varied.
/// </summary>
public static partial class OfferedExperiment
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Three values of two settings are nine trials: enough to see something, and soon done.
    private const int MostVaried = 2;

    /// <summary>The text of the file.</summary>
    /// <param name="name">The name of the experiment.</param>
    /// <param name="flags">The command with its settings.</param>
    /// <param name="metric">By which trials are ranked; null for none.</param>
    /// <param name="varies">Whether settings are varied; otherwise there is one trial, which is the command as it is.</param>
    public static string Write(string name, CommandFlags flags, Objective? metric, bool varies = true)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"name: {Scalar(name)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"command: [{string.Join(", ", flags.Command.Select(Scalar))}]");
        text.AppendLine(metric is null
            ? "# metric: {name: accuracy, goal: maximize}   # by which trials are ranked"
            : $"metric: {{name: {Scalar(metric.Metric)}, goal: {metric.Goal.Name()}}}");
        if (flags.Settings.IsEmpty)
        {
            string runs = varies ? "1, 2, 3" : "1";
            return text.AppendLine(
                $"parameters: {{run: [{runs}]}}   # the command has no settings that could be varied").ToString();
        }

        text.AppendLine("parameters:");
        HashSet<string> varied =
        [
            .. flags.Settings.Where(s => varies && IsVaried(s.Key, s.Value)).OrderBy(s => IsRate(s.Key) ? 0 : 1)
                .Take(MostVaried).Select(s => s.Key),
        ];
        foreach ((string setting, string value) in flags.Settings)
        {
            IEnumerable<string> values = varied.Contains(setting) ? Neighbours(value) : [Scalar(value)];
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Scalar(setting)}: [{string.Join(", ", values)}]");
        }

        return text.ToString();
    }

    // What is a size or a rate by its name, or by its value.
    private static bool IsVaried(string name, string value) =>
        IsNumber(value)
        && double.Parse(value, CultureInfo.InvariantCulture) > 0
        && !Fixed().IsMatch(name)
        && (IsRate(name) || Size().IsMatch(name) || !long.TryParse(value, CultureInfo.InvariantCulture, out _));

    private static bool IsRate(string name) => Rate().IsMatch(name);

    private static IEnumerable<string> Neighbours(string value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long whole))
            return whole == 1 ? ["1", "2", "4"] : [Text(Math.Max(1, whole / 2)), Text(whole), Text(whole * 2)];
        double number = double.Parse(value, CultureInfo.InvariantCulture);

        // Shares, such as those of dropout and momentum, stay below 1.
        double[] numbers = number is > 0.33 and < 1 ? [number / 2, number, (1 + number) / 2] : [number / 3, number, number * 3];
        return numbers.Select(n => n == number ? value : Rounded(n).ToString("R", CultureInfo.InvariantCulture));
    }

    private static double Rounded(double number) =>
        double.Parse(number.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A text as YAML: a number where it is written as one, and in quotes where it would be taken for something else.
    /// </summary>
    private static string Scalar(string text) =>
        IsNumber(text) || PlainText().IsMatch(text) ? text : JsonSerializer.Serialize(text, Json);

    private static bool IsNumber(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    // Words such as yes and null mean something else.
    [GeneratedRegex("^(?!(?i:true|false|yes|no|on|off|y|n|null)$)[A-Za-z_][A-Za-z0-9_./-]*$")]
    private static partial Regex PlainText();

    [GeneratedRegex(
        "(^|[_.-])(seed|epochs?|steps?|iters?|iterations?|gpus?|workers?|threads?|port|rank|interval|every|version|fold|"
        + "verbose|id)($|[_.-])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Fixed();

    [GeneratedRegex("(^|[_.-])(lr|eta|alpha|rate)($|[_.-])", RegexOptions.IgnoreCase)]
    private static partial Regex Rate();

    [GeneratedRegex("batch|size|hidden|units?|layers?|depth|width|dim|channels?|heads?|embed", RegexOptions.IgnoreCase)]
    private static partial Regex Size();
}
