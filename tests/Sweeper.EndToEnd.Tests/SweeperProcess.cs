using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Sweeper.EndToEnd.Tests;

/// <summary>The built command in a process of its own, as a shell would start it, with its output redirected.</summary>
internal sealed class SweeperProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<byte[]> _output;
    private readonly Task _reading;
    private readonly string? _last;
    private readonly MemoryStream _messages = new();

    private SweeperProcess(Process process, string? last = null)
    {
        _process = process;
        _last = last;
        _output = ReadAllAsync(process.StandardOutput.BaseStream);

        // On a thread of its own: those of the pool are busy with commands that run in this process.
        _reading = Task.Factory.StartNew(
            ReadMessages, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written to standard error so far.</summary>
    public string Messages
    {
        get
        {
            lock (_messages)
                return Encoding.UTF8.GetString(_messages.ToArray());
        }
    }

    /// <summary>The command as it was built, or as it was published into the folder that SWEEPER_PUBLISHED names.</summary>
    public static string Assembly => Path.Combine(
        Environment.GetEnvironmentVariable("SWEEPER_PUBLISHED") ?? AppContext.BaseDirectory, "sweeper.dll");

    /// <summary>The .NET host that runs these tests.</summary>
    public static string Host =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts a command without waiting for it.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="arguments">What follows <c>sweeper</c>.</param>
    public static SweeperProcess Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    /// <summary>Starts a command with further environment variables.</summary>
    public static SweeperProcess Start(string folder, IEnumerable<KeyValuePair<string, string>> variables, string[] arguments) =>
        new(StartProcess(folder, variables, arguments));

    /// <summary>
    /// Starts a command again and again, and kills it as soon as it has written the first text, then the second, and so on.
    /// Should it end by itself before it is killed, all of it is done once more in an empty results folder.
    /// </summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="results">The results folder.</param>
    /// <param name="texts">What it writes to standard error.</param>
    /// <param name="arguments">What follows <c>sweeper</c>.</param>
    public static async Task KillAtEachAsync(string folder, string results, string[] texts, params string[] arguments)
    {
        for (int attempt = 1; !await AreKilledAsync(); attempt++)
        {
            Assert.True(attempt < 10, $"It was never killed at each of {string.Join(", ", texts)}.");
            Directory.Delete(Path.Combine(folder, results), recursive: true);
        }

        async Task<bool> AreKilledAsync()
        {
            foreach (string text in texts)
            {
                using SweeperProcess process = new(StartProcess(folder, [], arguments), last: text);
                if ((await process.EndAsync()).ExitCode == 0)
                    return false;
            }

            return true;
        }
    }

    private static Process StartProcess(
        string folder, IEnumerable<KeyValuePair<string, string>> variables, string[] arguments)
    {
        var start = new ProcessStartInfo(Host, [Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<FinishedCommand> RunAsync(string folder, params string[] arguments)
    {
        using SweeperProcess process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs a command that prints a list, and gives its rows.</summary>
    public static async Task<JsonElement[]> RowsAsync(string folder, params string[] arguments) =>
        (await RunAsync(folder, [.. arguments, "--format", "json"])).With(exitCode: 0).Rows();

    /// <summary>Waits until standard error contains a text.</summary>
    public Task WaitForMessageAsync(string text) => Deadline.WaitAsync(
        () =>
        {
            // The end of the process is looked at first: what it wrote last may come after the text was looked for.
            bool hasEnded = _reading.IsCompleted;
            bool isThere = Messages.Contains(text, StringComparison.Ordinal);
            Assert.True(isThere || !hasEnded, $"It ended before it wrote '{text}':\n{Messages}");
            return Task.FromResult(isThere);
        },
        $"It never wrote '{text}'.");

    /// <summary>Sends a signal, as Ctrl-C and <c>kill</c> do; to nobody when the process has just ended.</summary>
    /// <param name="signal">Its name without SIG.</param>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
        Assert.True(kill.ExitCode == 0 || HasEnded, $"kill ended with {kill.ExitCode}.");
    }

    /// <summary>Waits for its end.</summary>
    public async Task<FinishedCommand> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline.Length);
        await _process.WaitForExitAsync(deadline.Token);
        await _reading;
        return new FinishedCommand(_process.ExitCode, await _output, Messages);
    }

    /// <summary>Ends it if it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _messages.Dispose();
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private void ReadMessages()
    {
        byte[] buffer = new byte[4096];
        Stream stream = _process.StandardError.BaseStream;
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            lock (_messages)
                _messages.Write(buffer, 0, read);
            if (_last is not null && Messages.Contains(_last, StringComparison.Ordinal))
                _process.Kill();
        }
    }
}
