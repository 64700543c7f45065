using System.Collections.Immutable;
using Sweeper.Programs.Reports.FileForms;

namespace Sweeper.Programs.Reports;

/// <summary>
/// Reads metrics out of the files that a program writes, while it writes them: in the trial's folder all that are of a known
/// form, elsewhere those that patterns name and that the program wrote. Not safe for several threads.
/// </summary>
public sealed class ReportFiles
{
    /// <summary>
    /// The file in the trial's folder to which a program may append JSON objects, one a line; the program is told its path.
    /// </summary>
    public const string MetricsFile = "metrics.jsonl";

    // Listing a folder of that many files may cost as much as a poll; larger ones are listed at fewer of them.
    private const int FilesListedAtEachPoll = 1000;

    private readonly string _trialFolder;
    private readonly string _workingDirectory;
    private readonly ImmutableArray<string> _patterns;
    private readonly MetricGate _gate;
    private readonly Dictionary<string, FileMark?> _former = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, GrowingFile> _files = new(StringComparer.Ordinal);
    private int _pollsUntilListed;

    /// <summary>Initializes a reader; make it before the program starts.</summary>
    /// <param name="trialFolder">The trial's folder.</param>
    /// <param name="workingDirectory">Where the program runs; the patterns are relative to it.</param>
    /// <param name="patterns">Names of files and folders elsewhere; <c>*</c>, <c>?</c> and <c>**</c> as in shells.</param>
    /// <param name="report">Takes each value as soon as it is read.</param>
    /// <param name="message">Takes messages for the user; each comes once.</param>
    public ReportFiles(
        string trialFolder,
        string workingDirectory,
        ImmutableArray<string> patterns,
        Action<ReportedMetric> report,
        Action<string>? message = null)
        : this(trialFolder, workingDirectory, patterns, new MetricGate(report, message))
    {
    }

    /// <summary>Initializes a reader beside others of the same trial.</summary>
    /// <param name="trialFolder">The trial's folder.</param>
    /// <param name="workingDirectory">Where the program runs; the patterns are relative to it.</param>
    /// <param name="patterns">Names of files and folders elsewhere; <c>*</c>, <c>?</c> and <c>**</c> as in shells.</param>
    /// <param name="gate">Takes each value as soon as it is read.</param>
    public ReportFiles(string trialFolder, string workingDirectory, ImmutableArray<string> patterns, MetricGate gate)
    {
        _trialFolder = Path.GetFullPath(trialFolder);
        _workingDirectory = Path.GetFullPath(workingDirectory);
        _patterns = patterns;
        _gate = gate;
        foreach ((string path, _) in Named())
            _former[path] = FileMark.Of(path);
    }

    /// <summary>Reads what was written since the last time.</summary>
    public void Poll() => Read(isEnd: false);

    /// <summary>Reads what is left; nothing will be written any more.</summary>
    /// <param name="isCut">Whether the program was killed: last lines without an end may be broken off then, and do not
    /// count.</param>
    public void End(bool isCut = false)
    {
        _pollsUntilListed = 0;
        Read(isEnd: !isCut);
    }

    private void Read(bool isEnd)
    {
        if (--_pollsUntilListed <= 0)
            _pollsUntilListed = 1 + (List() / FilesListedAtEachPoll);
        foreach (GrowingFile file in _files.Values)
            file.Read(isEnd, (name, value, step) => _gate.Report(new ReportedMetric(name, value, step)));
    }

    private int List()
    {
        int count = 0;
        try
        {
            foreach ((string path, bool isNamed) in Named())
            {
                count++;
                Add(path, _workingDirectory, isNamed);
            }

            foreach (string path in FilePattern.Below(_trialFolder))
            {
                count++;
                string shown = Path.GetRelativePath(_trialFolder, path);
                if (!IsOutput(shown))
                    Add(path, _trialFolder, shown == MetricsFile);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder went away while it was listed; the next time it is listed without.
        }

        return count;
    }

    private IEnumerable<(string Path, bool IsNamed)> Named() =>
        _patterns.SelectMany(p => FilePattern.Find(_workingDirectory, p));

    // output.log and output.1.log hold what the program printed, which is read as output.
    private static bool IsOutput(string shown) =>
        shown.StartsWith("output.", StringComparison.Ordinal) && shown.EndsWith("log", StringComparison.Ordinal);

    private void Add(string path, string root, bool isNamed)
    {
        string shown = Path.GetRelativePath(root, path).Replace('\\', '/');
        if (!_files.ContainsKey(path))
            _files.Add(path, new GrowingFile(path, shown, isNamed, _former.GetValueOrDefault(path)));
    }
}
