using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweeper.Benchmarks.Peers;

namespace Sweeper.Benchmarks.Watching;

/// <summary>A live page in a process of its own, as users start it, and what that process takes.</summary>
internal sealed partial class WatchServer : IDisposable
{
    private readonly Process _process;

    private WatchServer(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    public HttpClient Client { get; }

    /// <summary>What it has used of the processor since it was started.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory it had, and what it has now, in bytes.</summary>
    public (long Most, long Now) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.PeakWorkingSet64, _process.WorkingSet64);
        }
    }

    /// <summary>Starts a published command, or that which stands beside this program.</summary>
    /// <exception cref="PeerException">It does not say where its page is.</exception>
    public static async Task<WatchServer> StartAsync(string results, string? command)
    {
        string[] arguments = ["dashboard", "--results", results, "--port", "0"];
        string beside = Path.Combine(AppContext.BaseDirectory, "sweeper.dll");
        ProcessStartInfo start = new(command ?? "dotnet", command is null ? [beside, .. arguments] : arguments)
        {
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync() is string line)
        {
            if (Address().Match(line) is { Success: true } match)
                return new WatchServer(process, new Uri(match.Value));
        }

        throw new PeerException("The live page did not start.");
    }

    /// <summary>Follows a page as a browser does, from what it has when it opens it.</summary>
    public EventReader Follow(string page) => new(Client, page);

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
