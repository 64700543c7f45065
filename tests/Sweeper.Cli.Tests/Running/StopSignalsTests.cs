using System.Runtime.InteropServices;
using Sweeper.Cli.Running;

namespace Sweeper.Cli.Tests.Running;

public sealed class StopSignalsTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGHUP)]
    public void OnSignal_HangUpAfterAnother_AsksForNothingMore(PosixSignal first)
    {
        using var messages = new StringWriter();
        using var signals = new StopSignals(messages);
        var hangUp = new PosixSignalContext(PosixSignal.SIGHUP);

        signals.OnSignal(new PosixSignalContext(first));
        signals.OnSignal(hangUp);

        Assert.True(signals.Token.IsCancellationRequested);
        Assert.True(hangUp.Cancel);
        Assert.Equal("Stopping: running trials finish their epoch. Once more stops now.", messages.ToString().Trim());
    }
}
