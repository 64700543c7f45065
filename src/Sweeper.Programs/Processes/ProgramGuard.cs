using System.Globalization;

namespace Sweeper.Programs.Processes;

/// <summary>
/// Sees to it that nothing outlives the programs that this process starts: what they leave behind is ended when they have ended,
/// and all of it when this process dies, however it dies. For several threads.
/// </summary>
public sealed class ProgramGuard : IDisposable
{
    /// <summary>The variable by which a process is known for one that a program started, directly or not.</summary>
    internal const string Variable = "SWEEPER_PROCESS";

    // What was left behind is looked for once for all programs that ended meanwhile.
    private static readonly TimeSpan TidyDelay = TimeSpan.FromMilliseconds(50);

    // Of all guards of this process: only where no program runs at all, an orphan without a mark is known for one left behind.
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Active = new(StringComparer.Ordinal);

    // The groups of programs and of watches, of all guards too: nobody has left them behind.
    private static readonly HashSet<int> OwnGroups = [];

    // How often it is looked for what programs let go of: it is ended with this process, which may be killed at any moment.
    private static readonly TimeSpan OrphanPace = TimeSpan.FromSeconds(1);

    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly HashSet<int> _orphanGroups = [];
    private readonly Timer _tidying;
    private readonly Timer _adopting;
    private RunnerWatch? _watch;
    private bool _isTidyingDue;
    private bool _isDisposed;
    private int _count;

    public ProgramGuard()
    {
        _tidying = new Timer(_ => Tidy(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _adopting = new Timer(_ => Adopt(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends what is left of programs that have ended, and the watch over this process.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _tidying.Dispose();
            _adopting.Dispose();
            if (_count > 0)
                EndMarked();
            if (_watch is null)
                return;
            OwnGroups.Remove(_watch.Id);
            _watch.Dispose();
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="start">Starts it with the variable <see cref="Variable"/> of the given value, and returns its
    /// number.</param>
    internal (int Id, string Mark) Start(Func<string, int> start)
    {
        string mark;
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_count++ == 0 && OperatingSystem.IsLinux())
            {
                PosixCalls.AdoptOrphans();
                _adopting.Change(OrphanPace, OrphanPace);
            }

            mark = string.Create(CultureInfo.InvariantCulture, $"{_token}-{_count}");
            Active.Add(mark);
            _watch ??= RunnerWatch.Start(_token);
            if (_watch is not null)
                OwnGroups.Add(_watch.Id);
        }

        try
        {
            // One that runs within a trial of another keeps the marks of both.
            int id = start(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } outer ? $"{outer} {mark}" : mark);
            _watch?.Add(id);
            lock (Gate)
                OwnGroups.Add(id);
            return (id, mark);
        }
        catch
        {
            lock (Gate)
                Active.Remove(mark);
            throw;
        }
    }

    /// <summary>Takes in that a program and its group have ended, and ends soon what left the group.</summary>
    internal void Ended(int id, string mark)
    {
        _watch?.Remove(id);
        lock (Gate)
        {
            Active.Remove(mark);
            OwnGroups.Remove(id);
            if (_isTidyingDue || _isDisposed)
                return;
            _isTidyingDue = true;
            _tidying.Change(TidyDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends what a program started and left its group, at once.</summary>
    internal void KillMarked(int id, string mark) => MarkedProcesses.Kill(_token, m => m == mark, spared: id);

    private void Tidy()
    {
        lock (Gate)
        {
            _isTidyingDue = false;
            if (!_isDisposed)
                EndMarked();
        }
    }

    // The watch ends by their groups those that have left the groups of their programs and cleared their variables.
    private void Adopt()
    {
        lock (Gate)
        {
            if (_isDisposed || (Active.Count == 0 && _orphanGroups.Count == 0))
                return;
            HashSet<int> groups = [.. MarkedProcesses.AdoptedGroups().Where(g => !OwnGroups.Contains(g))];
            foreach (int group in groups.Where(_orphanGroups.Add))
                _watch?.Add(group);
            foreach (int group in _orphanGroups.Where(g => !groups.Contains(g)).ToArray())
            {
                _orphanGroups.Remove(group);
                if (PosixCalls.Kill(-group, 0) != 0)
                    _watch?.Remove(group);
            }
        }
    }

    private void EndMarked() => MarkedProcesses.Kill(_token, m => !Active.Contains(m), withUnmarked: Active.Count == 0);
}
