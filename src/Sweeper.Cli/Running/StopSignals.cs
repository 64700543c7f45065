using System.Runtime.InteropServices;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Running;

/// <summary>
/// Turns Ctrl-C, SIGTERM and SIGHUP into a wish to stop: the first lets running trials come to an end of their own, the second
/// ends the process at once, which loses nothing that was committed.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _messages;
    private readonly string _stopping;
    private readonly string _stopped;

    /// <param name="messages">Where to say so.</param>
    /// <param name="stopping">What a wish to stop does, as a sentence without a full stop.</param>
    /// <param name="stopped">What the process says when it ends at once.</param>
    public StopSignals(
        TextWriter messages,
        string stopping = "running trials finish their epoch",
        string stopped = "Stopped at once. The same command carries on with the trials that are left.")
    {
        (_messages, _stopping, _stopped) = (messages, stopping, stopped);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    /// <summary>Takes a signal: the first asks to stop, another one ends the process.</summary>
    internal void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            // A terminal that goes away says so twice, once itself and once through its shell: nobody asked for more.
            if (context.Signal == PosixSignal.SIGHUP)
                return;
            _messages.WriteLine(_stopped);
            Environment.Exit(ExitCode.Interrupted);
        }

        _messages.WriteLine($"Stopping: {_stopping}. Once more stops now.");
        _stop.Cancel();
    }
}
