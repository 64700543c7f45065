using System.Collections.Immutable;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Processes;
using Sweeper.Programs.Reports;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>One attempt of a trial that is a program. For one thread.</summary>
internal sealed class ProgramAttempt : IDisposable
{
    // Without it Python keeps what is printed to a pipe for itself until it ends, or has printed thousands of characters.
    private const string PythonUnbuffered = "PYTHONUNBUFFERED";
    private const int ErrorBytes = 1 << 13;
    private static readonly TimeSpan FilePace = TimeSpan.FromMilliseconds(250);

    // Slurm and systemd ask all processes at once to end, and the program may be gone before this one knows of it.
    private static readonly TimeSpan LongestNewsOfSignal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestNews = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NewsPace = TimeSpan.FromMilliseconds(10);

    private readonly RunSettings _settings;
    private readonly string _workingDirectory;
    private readonly ITrialMonitor _monitor;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ReportedEpochs _epochs;
    private readonly OutputReader? _output;
    private readonly OutputReader? _error;
    private readonly ReportFiles _files;
    private readonly OutputLog _log;
    private readonly OutputTail _end = new(ProgramOutput.MostBytes);
    private readonly OutputTail _errorEnd = new(ErrorBytes);
    private long _filesReadAt;
    private bool _isStopped;
    private bool _isOverTime;

    public ProgramAttempt(
        RunSettings run, ReportSettings reports, TrialFolder folder, string workingDirectory, ITrialMonitor monitor,
        TimeProvider time)
    {
        (_settings, _workingDirectory, _monitor, _time) = (run, workingDirectory, monitor, time);
        _started = _filesReadAt = time.GetTimestamp();
        _epochs = new ReportedEpochs(monitor, reports.Names, time);
        var gate = new MetricGate(_epochs.Add, monitor.Note);
        if (reports.Output != OutputReading.Off)
        {
            OutputPattern? pattern = reports.Pattern is { } expression ? OutputPattern.Parse(expression.ToString()) : null;
            (_output, _error) = (new OutputReader(pattern, gate), new OutputReader(pattern, gate));
        }

        _files = new ReportFiles(folder.Path, workingDirectory, reports.Files, gate);
        _log = new OutputLog(folder.Output, run.OutputLimit);
    }

    public void Dispose() => _log.Dispose();

    /// <summary>Runs the program to its end.</summary>
    /// <exception cref="ProgramStartException">It cannot be started.</exception>
    public TrialResult Run(Invocation invocation, ProgramGuard guard)
    {
        foreach ((string path, string content) in invocation.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }

        var start = new ProgramStart
        {
            Arguments = invocation.Arguments, WorkingDirectory = _workingDirectory, Variables = Variables(invocation),
        };
        ProgramEnd end = new ProgramRun(start, guard, _settings.Grace, _time).Run(Read, MustEnd);
        _isStopped = _isStopped || (!_isOverTime && WasAskedToo(end));
        bool isCut = _isStopped || _isOverTime || end.Signal is not null;
        _output?.End(isCut);
        _error?.End(isCut);
        _files.End(isCut);
        _epochs.HandOver(canStop: false);
        return Conclude(end);
    }

    private static ImmutableDictionary<string, string> Variables(Invocation invocation)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>();
        if (Environment.GetEnvironmentVariable(PythonUnbuffered) is null)
            variables[PythonUnbuffered] = "1";
        foreach ((string name, string value) in invocation.Environment)
            variables[name] = value;
        return variables.ToImmutable();
    }

    private void Read(bool isError, ReadOnlySpan<byte> bytes)
    {
        _log.Write(bytes);
        _end.Write(bytes);
        if (isError)
            _errorEnd.Write(bytes);
        (isError ? _error : _output)?.Append(bytes);
        _epochs.HandOverWhenDue();
    }

    private bool MustEnd()
    {
        if (_time.GetElapsedTime(_filesReadAt) >= FilePace)
        {
            _files.Poll();
            _filesReadAt = _time.GetTimestamp();
        }

        _epochs.HandOverWhenDue();
        _isStopped = _epochs.Decision.ShouldStop || _monitor.Ask().ShouldStop;
        _isOverTime = !_isStopped && _settings.Timeout is TimeSpan timeout && _time.GetElapsedTime(_started) >= timeout;
        return _isStopped || _isOverTime;
    }

    private bool WasAskedToo(ProgramEnd end)
    {
        TimeSpan longest = end.IsSuccess ? TimeSpan.Zero : end.IsByRequest ? LongestNewsOfSignal : LongestNews;
        long ended = _time.GetTimestamp();
        while (!_monitor.Ask().ShouldStop)
        {
            if (_time.GetElapsedTime(ended) >= longest)
                return false;
            Thread.Sleep(NewsPace);
        }

        return true;
    }

    private TrialResult Conclude(ProgramEnd end)
    {
        // Why it was asked to end counts, and not how it did.
        if (_isStopped)
            return new TrialResult();
        if (_isOverTime)
            return Failure(
                $"it had not ended after its timeout of {RunSettings.Written(_settings.Timeout!.Value)}; "
                + $"a longer timeout in run gives it more");
        if (!end.IsSuccess)
            return Failure(_errorEnd.LastLine() is string line ? $"{end}: {line}" : end.ToString());
        return _monitor.FindMissing() is string missing ? Failure(missing) : new TrialResult { Reason = end.ToString() };
    }

    private TrialResult Failure(string reason) => new()
    {
        IsFailure = true,
        Reason = reason,
        Attachments =
        [
            new TrialAttachment { Name = ProgramOutput.AttachmentName, MediaType = "text/plain",
                Content = _end.Bytes.ToArray() },
        ],
    };
}
