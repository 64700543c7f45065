namespace Sweeper.EndToEnd.Tests.Faults;

public sealed class ClosedPipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ClosedPipeTests() => _folder.Write(SmallSweep.File, SmallSweep.Text);

    [LongFact]
    public async Task Commands_WhoseReaderLeavesEarly_EndQuietly()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no 'sh' to make the pipes.");
        FinishedCommand command = await Shell.RunAsync(
            _folder.Root,
            """
            { sweeper run small.yaml --parallel 1 --no-report 2>&1; echo "run: $?" >&2; } | head -1
            { sweeper list; echo "list: $?" >&2; } | true
            e=epochs
            { sweeper query "SELECT a.epoch FROM $e AS a, $e AS b, $e AS c, $e AS d, $e AS e, $e AS f, $e AS g, $e AS h"
              echo "query: $?" >&2
            } | head -1 >/dev/null
            { sweeper trials small --format csv; echo "trials: $?" >&2; } | head -1
            """);

        Assert.Equal(["run: 0", "list: 0", "query: 0", "trials: 0"], command.MessageLines);
        Assert.StartsWith("small: 2 trials", command.OutputLines[0], StringComparison.Ordinal);
        Assert.StartsWith("rank,trial,", command.OutputLines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
