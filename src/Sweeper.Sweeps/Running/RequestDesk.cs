using System.Collections.Concurrent;
using System.Globalization;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Decides on what is asked of a run while it goes on. For several threads.</summary>
/// <param name="standings">Where the trials stand.</param>
/// <param name="stop">Stops the run; cancelled by a request, or from outside.</param>
internal sealed class RequestDesk(TrialStandings standings, CancellationTokenSource stop)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<int, SweepRequest> _asked = [];
    private int _stoppedCount;

    /// <summary>Who asked the run to stop; null when nobody did by a request.</summary>
    public string? StoppedBy { get; private set; }

    /// <summary>How many trials were asked to stop, each by itself.</summary>
    public int StoppedCount => _stoppedCount;

    /// <summary>Looks for requests again and again, until the run has ended.</summary>
    public void Watch(ISweepJournal journal, ManualResetEventSlim ended)
    {
        do
            journal.TakeRequests(Decide);
        while (!ended.Wait(Pace));
    }

    /// <summary>Forgets what was asked of a trial that has ended: it may be trained once more.</summary>
    public void TrialEnded(int number) => _asked.TryRemove(number, out _);

    /// <summary>How a running trial is to end because of a request, or a signal, and why; null when it may go on.</summary>
    public (TrialState State, string Reason)? EndOf(int number)
    {
        if (_asked.TryGetValue(number, out SweepRequest? request))
        {
            return request.Kind == RequestKind.Prune
                ? (TrialState.Pruned, $"{request.AskedBy} asked for it to be pruned")
                : (TrialState.Interrupted, $"{request.AskedBy} asked it to stop");
        }

        if (!stop.IsCancellationRequested)
            return null;
        return (TrialState.Interrupted, StoppedBy is string who ? $"{who} asked the sweep to stop"
            : "the sweep was asked to stop");
    }

    private RequestDecision Decide(SweepRequest request)
    {
        if (request.Trial is not int number)
        {
            return request.Kind == RequestKind.Stop
                ? Granted("the sweep stops; trials that train by epochs finish the one they are in", () => Stop(request.AskedBy))
                : Refused("only a trial can be pruned or tried again, not a sweep");
        }

        if (number < 1 || number > standings.RecordedCount)
            return Refused(string.Create(
                CultureInfo.InvariantCulture, $"there is no trial {number}; so far there are 1 to {standings.RecordedCount}"));
        string trial = string.Create(CultureInfo.InvariantCulture, $"trial {number}");
        if (request.Kind == RequestKind.Retry)
        {
            return standings.RetryObstacle(number) is string obstacle
                ? Refused($"{trial} is not tried again: {obstacle}")
                : Granted($"{trial} is tried again when its turn comes", () => standings.Retry(number));
        }

        if (!standings.IsRunning(number))
            return Refused($"{trial} is not running, and only a running one can be "
                + $"{(request.Kind == RequestKind.Prune ? "pruned" : "stopped")}");
        return request.Kind == RequestKind.Prune
            ? Granted($"{trial} is pruned, after the epoch that it is in where it trains by epochs", () => Ask(number, request))
            : Granted($"{trial} stops, after the epoch that it is in where it trains by epochs", () => Ask(number, request));
    }

    private void Ask(int number, SweepRequest request)
    {
        // It may have ended while the request was recorded.
        if (!standings.IsRunning(number))
            return;
        _asked[number] = request;
        if (request.Kind == RequestKind.Stop)
            Interlocked.Increment(ref _stoppedCount);
    }

    private void Stop(string who)
    {
        StoppedBy ??= who;
        stop.Cancel();
    }

    private static RequestDecision Granted(string text, Action carryOut) => new(new RequestAnswer(true, text), carryOut);

    private static RequestDecision Refused(string text) => new(new RequestAnswer(false, text));
}
