using System.Diagnostics;
using System.Net;
using Sweeper.Dashboard;
using Sweeper.Dashboard.Serving;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Running;

/// <summary>Starts the live page and says where it is. Nothing of the web server is loaded before.</summary>
/// <param name="results">The results folder.</param>
/// <param name="time">The clock.</param>
/// <param name="messages">Where to say it.</param>
internal sealed class LivePageStart(string results, TimeProvider time, TextWriter messages)
{
    /// <summary>The port, where none is given.</summary>
    public const int UsualPort = 5005;

    public int Port { get; init; } = UsualPort;

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    public string? Token { get; init; }

    public bool OpensBrowser { get; init; }

    /// <summary>Whether any other port will do when this one is taken.</summary>
    public bool TakesAnyPort { get; init; }

    /// <summary>Starts it; it ends when it is disposed of.</summary>
    /// <exception cref="SweeperException">It cannot be started.</exception>
    public async Task<IAsyncDisposable> StartAsync(CancellationToken cancellation)
    {
        DashboardServer server;
        try
        {
            server = await StartAsync(Port, cancellation).ConfigureAwait(false);
        }
        catch (SweeperException e) when (TakesAnyPort && e.Kind == FailureKind.Environment)
        {
            server = await StartAsync(0, cancellation).ConfigureAwait(false);
        }

        Uri address = IPAddress.Any.Equals(Host) || IPAddress.IPv6Any.Equals(Host)
            ? new UriBuilder(server.Address) { Host = Environment.MachineName }.Uri
            : server.Address;
        messages.WriteLine(
            $"The live page is at {address}{(Token is null ? "" : "?token=…, with the token in place of the dots")}");
        if (OpensBrowser)
            Open(Token is null ? address : new Uri(address, $"?token={Uri.EscapeDataString(Token)}"));
        return server;
    }

    private Task<DashboardServer> StartAsync(int port, CancellationToken cancellation) => DashboardServer.StartAsync(
        new DashboardOptions { Results = results, Port = port, Host = Host, Token = Token, Time = time,
            Classifiers = TrialKinds.Classifiers }, cancellation);

    // The page is there without a browser, too.
    private void Open(Uri address)
    {
        try
        {
            string opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
            using Process? process = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(opener, [address.AbsoluteUri]) { RedirectStandardOutput = true,
                    RedirectStandardError = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            messages.WriteLine("No browser could be opened; open the address yourself.");
        }
    }
}
