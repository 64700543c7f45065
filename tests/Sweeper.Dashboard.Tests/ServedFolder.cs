using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sweeper.Dashboard.Serving;

namespace Sweeper.Dashboard.Tests;

/// <summary>A results folder with the live page over it, and a client of it.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new();
    private DashboardServer _server = null!;
    private double _wholeShare;

    public string Results => Path.Combine(_folder.Root, "results");

    /// <summary>The folder that the results folder lies in.</summary>
    public TemporaryFolder Around => _folder;

    public DashboardServer Server => _server;

    public HttpClient Client { get; private set; } = null!;

    /// <param name="token">What a browser must know; null for nothing.</param>
    /// <param name="host">Where to listen; null for this machine alone.</param>
    /// <param name="wholeShare">How much of a core may be spent on drawing all of a page again.</param>
    public static async Task<ServedFolder> StartAsync(string? token = null, IPAddress? host = null, double wholeShare = 1)
    {
        var served = new ServedFolder { _wholeShare = wholeShare };
        Directory.CreateDirectory(served.Results);
        await served.StartServerAsync(0, token, host);
        return served;
    }

    /// <summary>Ends the server and starts another one at the same place.</summary>
    public async Task RestartAsync()
    {
        int port = _server.Address.Port;
        await _server.DisposeAsync();
        await StartServerAsync(port, null, null);
    }

    public Task StopServerAsync() => _server.DisposeAsync().AsTask();

    public async Task StartServerAsync(int port, string? token, IPAddress? host)
    {
        var options = new DashboardOptions { Results = Results, Port = port, Token = token, Host = host ?? IPAddress.Loopback };
        _server = await DashboardServer.StartAsync(
            options with { QuickShare = 1, WholeShare = _wholeShare }, CancellationToken.None);
        Client?.Dispose();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{_server.Address.Port}"), Timeout = Longest,
        };
    }

    /// <summary>A page, once it has what is asked of it.</summary>
    public async Task<string> PageAsync(string address, Func<string, bool> isReady)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            string page = await Client.GetStringAsync(address);
            if (isReady(page))
                return page;
            Assert.True(Stopwatch.GetElapsedTime(start) < Longest, $"It never came: {page}");
            await Task.Delay(50);
        }
    }

    /// <summary>What the page sends along when it asks for something.</summary>
    public async Task<string> TokenAsync()
    {
        string page = await Client.GetStringAsync("/query");
        const string Before = "name=\"token\" content=\"";
        int start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[start..page.IndexOf('"', start)];
    }

    /// <summary>A connection of which the test says each byte.</summary>
    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        return client;
    }

    /// <summary>The first line that is answered to a text; empty when the connection was closed.</summary>
    public async Task<string> AnswerAsync(string text)
    {
        using TcpClient client = await ConnectAsync();
        NetworkStream stream = client.GetStream();
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), deadline.Token);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadLineAsync(deadline.Token) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>All that is answered to a request of a path, which is sent as it is.</summary>
    public async Task<string> WholeAnswerAsync(string path)
    {
        using TcpClient client = await ConnectAsync();
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        if (Directory.Exists(_folder.Root))
            _folder.Dispose();
    }
}
