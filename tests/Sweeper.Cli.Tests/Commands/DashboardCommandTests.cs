using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Tests.Commands;

public sealed class DashboardCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--port", "70000", "--port is '70000'; it must be a whole number from 0 to 65535.")]
    [InlineData("--host", "everywhere", "--host is 'everywhere'; it must be an address such as 127.0.0.1 or 0.0.0.0.")]
    [InlineData("--token", "short", "--token is too short; it must have at least 8 characters.")]
    [InlineData("--host", "0.0.0.0", "--host 0.0.0.0 lets others see this page: give a --token that they must know")]
    public void Dashboard_WrongOptions_IsALineOfErrorAndNoServer(string option, string value, string expected)
    {
        CommandRun run = CommandRun.Of("dashboard", "--results", _folder.Results, option, value);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.StartsWith($"error: {expected}", run.MessageLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortIsTaken_SaysSoOrTakesAnother()
    {
        using var messages = new StringWriter();
        await using IAsyncDisposable first = await new LivePageStart(_folder.Results, TimeProvider.System,
            messages) { Port = 0 }.StartAsync(CancellationToken.None);
        int port = new Uri(messages.ToString().Split(' ', StringSplitOptions.TrimEntries)[^1]).Port;

        SweeperException e = await Assert.ThrowsAsync<SweeperException>(
            () => new LivePageStart(_folder.Results, TimeProvider.System,
                messages) { Port = port }.StartAsync(CancellationToken.None));
        Assert.Contains($"port {port} of 127.0.0.1 cannot be used", e.Message, StringComparison.Ordinal);
        await using IAsyncDisposable other = await new LivePageStart(_folder.Results, TimeProvider.System,
            messages) { Port = port, TakesAnyPort = true }
            .StartAsync(CancellationToken.None);
        Assert.Equal(2, messages.ToString().Split("The live page is at http://127.0.0.1:").Length - 1);
    }

    [Fact]
    public void Run_WithDashboard_PrintsItsAddressAndTrainsTheSame()
    {
        CommandRun run = CommandRun.Of(
            "run", _folder.Write("tiny.yaml", TinyExperiment.Single), "--results", _folder.Results, "--dashboard");

        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        Assert.StartsWith("The live page is at http://127.0.0.1:", run.MessageLines[0], StringComparison.Ordinal);
    }
}
