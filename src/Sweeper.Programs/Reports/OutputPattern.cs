using System.Text.RegularExpressions;
using Sweeper.Programs.Reports.Notation;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Reports;

/// <summary>
/// A regular expression of the user's whose named groups are metrics; <c>step</c>, <c>epoch</c>, <c>iter</c> and
/// <c>iteration</c> name the step.
/// </summary>
public sealed class OutputPattern
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private readonly Regex _expression;
    private readonly string[] _names;
    private readonly string? _step;

    private OutputPattern(Regex expression, string[] names)
    {
        _expression = expression;
        _step = MetricWords.StepKey(names);
        _names = [.. names.Where(n => n != _step)];
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">A regular expression of .NET with named groups, such as <c>step (?&lt;step&gt;\d+).*acc
    /// (?&lt;acc&gt;[\d.]+)</c>.</param>
    /// <exception cref="FormatException">It is no regular expression, or has no named group that could be a metric; the message
    /// says which, in one line.</exception>
    public static OutputPattern Parse(string text)
    {
        Regex expression;
        try
        {
            expression = Compile(text);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"the pattern does not compile: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        var pattern = new OutputPattern(expression, [.. expression.GetGroupNames().Where(n => !char.IsAsciiDigit(n[0]))]);
        return pattern._names.Length > 0 ? pattern : throw new FormatException(
            pattern._step is null
                ? @"the pattern has no named group; a metric is one, such as (?<loss>[\d.]+)"
                : $@"the pattern names the step ('{pattern._step}') but no metric, a named group such as (?<loss>[\d.]+)");
    }

    /// <summary>Reads every match in a line. A line that takes too long to match has none.</summary>
    internal void Read(string line, OutputContext context)
    {
        try
        {
            for (Match match = _expression.Match(line); match.Success; match = match.NextMatch())
                Report(match, context);
        }
        catch (RegexMatchTimeoutException)
        {
            // The user's pattern and this line do not go together; the next one may.
        }
    }

    // Look-arounds and back-references need backtracking, and with it a limit of time; all else takes time in proportion to the
    // line.
    private static Regex Compile(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new Regex(text, RegexOptions.CultureInvariant, LongestMatch);
        }
    }

    private void Report(Match match, OutputContext context)
    {
        long? step = _step is null || !NumberText.TryParse(match.Groups[_step].ValueSpan, out double said) ? null
            : ObjectForm.Step(said);
        foreach (string name in _names)
        {
            ReadOnlySpan<char> value = match.Groups[name].ValueSpan.Trim();
            if (NumberText.TryParse(value.TrimEnd('%'), out double number))
                context.Report(name, value.EndsWith("%") ? NumberText.OfPercent(number) : number, step);
        }
    }
}
