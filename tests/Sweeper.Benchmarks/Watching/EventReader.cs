using System.Collections.Concurrent;
using System.Diagnostics;
using Sweeper.Benchmarks.Peers;

namespace Sweeper.Benchmarks.Watching;

/// <summary>Follows a page: what a browser is sent, and when.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly ConcurrentQueue<(long At, string Event)> _events = new();
    private readonly CancellationTokenSource _ending = new();

    public EventReader(HttpClient client, string page) => _ = Task.Run(() => ReadAsync(client, page));

    /// <summary>Waits for an event that holds one of some texts.</summary>
    /// <returns>When it came, and how long it is.</returns>
    /// <exception cref="PeerException">It does not come within two minutes.</exception>
    public async Task<(long At, int Length)> WaitAsync(CancellationToken cancellation, params string[] texts)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            while (_events.TryDequeue(out (long At, string Event) came))
            {
                if (came.Event.Contains("a fault of Sweeper's", StringComparison.Ordinal))
                    throw new PeerException(came.Event);
                if (texts.Any(t => came.Event.Contains(t, StringComparison.Ordinal)))
                    return (came.At, came.Event.Length);
            }

            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(2))
                throw new PeerException($"The live page never sent {string.Join(" or ", texts)}.");

            await Task.Delay(2, cancellation);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task ReadAsync(HttpClient client, string page)
    {
        try
        {
            await using Stream stream = await client.GetStreamAsync($"/events?page={Uri.EscapeDataString(page)}", _ending.Token);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(_ending.Token) is string line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    _events.Enqueue((Stopwatch.GetTimestamp(), line));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException
            or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
