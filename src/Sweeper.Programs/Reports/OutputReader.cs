using Sweeper.Programs.Reports.Notation;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Reports;

/// <summary>
/// Reads metrics out of what a program prints, while it prints it. Use one for standard output and one for standard error; not
/// safe for several threads.
/// </summary>
public sealed class OutputReader
{
    private readonly IOutputForm[] _forms;
    private readonly OutputPattern? _pattern;
    private readonly OutputContext _context;
    private readonly PrintedLines _lines;
    private readonly ProgressBars _bars;

    /// <summary>Initializes a reader.</summary>
    /// <param name="pattern">The only form that is read; null reads all that are known.</param>
    /// <param name="report">Takes each value as soon as it is read.</param>
    /// <param name="message">Takes messages for the user, such as that a line was too long; each comes once.</param>
    public OutputReader(OutputPattern? pattern, Action<ReportedMetric> report, Action<string>? message = null)
        : this(pattern, new MetricGate(report, message))
    {
    }

    /// <summary>Initializes a reader beside others of the same trial.</summary>
    /// <param name="pattern">The only form that is read; null reads all that are known.</param>
    /// <param name="gate">Takes each value as soon as it is read.</param>
    public OutputReader(OutputPattern? pattern, MetricGate gate)
    {
        _pattern = pattern;
        _forms = pattern is null ? AllForms.Create() : [];
        _context = new OutputContext((name, value, step) => gate.Report(new ReportedMetric(name, value, step)));
        _bars = new ProgressBars(ReadLine);
        _lines = new PrintedLines(
            pattern is null ? _bars.Read : ReadPattern,
            EndLine,
            () => gate.Say("a line of output is longer than 1 MiB; no metrics are read from it"));
    }

    /// <summary>Takes the next bytes, as many as there are.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _lines.Append(bytes);

    /// <summary>Nothing follows: reads what stands after the last line feed.</summary>
    /// <param name="isCut">Whether the program was killed: a last line without an end may be broken off then, and does not
    /// count.</param>
    public void End(bool isCut = false)
    {
        _lines.End(isCut);
        _bars.End();
        foreach (IOutputForm form in _forms)
            form.End(_context);
    }

    private void EndLine()
    {
        _bars.EndLine();
        foreach (IOutputForm form in _forms)
            form.EndLine(_context);
    }

    private void ReadLine(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        string text = LogPrefix.Strip(line);
        foreach (IOutputForm form in _forms)
        {
            if (form.Read(text, _context))
                return;
        }
    }

    private void ReadPattern(string line) => _pattern!.Read(line, _context);
}
