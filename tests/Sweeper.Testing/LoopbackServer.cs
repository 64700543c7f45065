using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sweeper.Testing;

/// <summary>
/// A web server on the loopback interface that sends exactly the bytes it is told, also such as no proper server would.
/// </summary>
public sealed class LoopbackServer : IDisposable
{
    // Bound for as long as the tests run: a port that was only free a moment ago is soon another server's.
    private static readonly Socket Unheard = Bind();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]?> _answer;
    private readonly Task _accepting;

    /// <param name="answer">The whole response to a request for a path, or null to keep the client waiting for ever.</param>
    public LoopbackServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = AddressOf((IPEndPoint)_listener.LocalEndpoint);
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The paths that were asked for, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>
    /// A response with as many bytes announced as <paramref name="announcedLength"/> says; by default those that it has.
    /// </summary>
    public static byte[] Response(string state, byte[] body, long? announcedLength = null) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {state}\r\nContent-Length: {announcedLength ?? body.Length}\r\nConnection: close\r\n\r\n"),
        .. body,
    ];

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nobody() => AddressOf((IPEndPoint)Unheard.LocalEndPoint!);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _accepting.Wait();
        _stop.Dispose();
        _listener.Dispose();
    }

    private static Uri AddressOf(IPEndPoint endpoint) => new($"http://127.0.0.1:{endpoint.Port}/mnist/");

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The server was disposed of; where it was just then decides how it hears of it.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync(_stop.Token) is not string request)
                return;
            string path = request.Split(' ')[1];
            while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_stop.Token)))
            {
                // The headers do not matter.
            }

            Requests.Add(path);
            byte[]? response = _answer(path);
            if (response is null)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            await stream.WriteAsync(response, _stop.Token);

            // Closing at once could reset the connection before the client has read everything.
            stream.Socket.Shutdown(SocketShutdown.Send);
            byte[] rest = new byte[256];
            while (await stream.ReadAsync(rest, _stop.Token) > 0)
            {
                // What the client still sends does not matter.
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The client gave up first.
        }
    }
}
