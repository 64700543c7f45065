using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Pages;
using Sweeper.Dashboard.Serving;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Dashboard;

/// <summary>
/// The live page over a results folder: a web server in this process, for this machine alone unless it is told otherwise.
/// </summary>
public sealed class DashboardServer : IAsyncDisposable
{
    // More connections are closed as they come: descriptors are the run's, too.
    private const int MostConnections = 512;

    private readonly WebApplication _application;
    private readonly LivePages _pages;
    private readonly CancellationTokenSource _ending;

    private DashboardServer(WebApplication application, LivePages pages, CancellationTokenSource ending, Uri address)
    {
        (_application, _pages, _ending) = (application, pages, ending);
        Address = address;
    }

    /// <summary>Where it can be seen.</summary>
    public Uri Address { get; }

    /// <summary>How many pages it follows at present.</summary>
    internal int PageCount => _pages.Count;

    /// <summary>Starts it.</summary>
    /// <exception cref="SweeperException">The port is taken, or others could reach it and there is no token.</exception>
    public static async Task<DashboardServer> StartAsync(DashboardOptions options, CancellationToken cancellation)
    {
        if (options.Token is null && !IPAddress.IsLoopback(options.Host))
            throw new SweeperException(
                $"--host {options.Host} lets others see this page: give a --token that they must know", FailureKind.Input);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Limit(server, options));
        WebApplication application = builder.Build();
        var ending = new CancellationTokenSource();
        var pages = new LivePages(
            new ResultsFolder(options.Results), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            text => MessagePage.ContentAsync(text), (options.QuickShare, options.WholeShare), options.Time);
        var site = new Site(options, new RequestGuard(options), pages, ending.Token);
        application.Run(site.AnswerAsync);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            await pages.DisposeAsync().ConfigureAwait(false);
            ending.Dispose();
            throw new SweeperException(
                $"port {options.Port} of {options.Host} cannot be used: {e.Message.TrimEnd('.')}; choose another with --port",
                FailureKind.Environment,
                e);
        }

        string found = application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new DashboardServer(application, pages, ending, new Uri(found));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        await _pages.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private static void Limit(KestrelServerOptions server, DashboardOptions options)
    {
        server.AddServerHeader = false;
        server.Listen(options.Host, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        KestrelServerLimits limits = server.Limits;
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 12 * 1024;
        limits.MaxRequestBodySize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
