namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>A sweep of programs that end in all kinds of ways, for the tests that look at what is recorded of them.</summary>
public sealed class RecordedPrograms : IAsyncLifetime, IDisposable
{
    // The last would go on for long.
    private const string Script =
        """
        case $1 in
          1|2) for e in 1 2 3; do echo "{\"epoch\": $e, \"loss\": $1$e, \"acc\": 0.$e}"; done ;;
          3) echo '{"epoch": 1, "loss": 50}'; echo '{"epoch": 2, "loss": NaN}'; echo '{"epoch": 3, "loss": -Infinity}' ;;
          4) for e in 1 2 3; do echo "{\"epoch\": $e, \"los\": $e, \"acc\": 0.$e}"; done ;;
          5) echo working; echo 'ValueError: x' >&2; exit 4 ;;
          6) for e in 1 2 3 4; do echo "{\"epoch\": $e, \"loss\": 6$e}"; done; sleep 1000 ;;
        esac
        """;

    private ProgramFolder? _folder;

    /// <summary>Where they ran.</summary>
    internal ProgramFolder Folder => _folder!;

    /// <summary>What the command said.</summary>
    internal FinishedCommand Run { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder = new ProgramFolder();
        _folder.Write(
            Script, "metric: {name: loss}\nearly_stopping: {monitor: loss, patience: 3}", values: "1, 2, 3, 4, 5, 6");
        Run = await _folder.RunAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder?.Dispose();
}
