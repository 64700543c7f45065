using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Serving;

/// <summary>
/// Sends one reader what is newer than what it has. Nothing waits in a queue for a slow one: it gets what is newest when it has
/// taken the last, and one that takes nothing for a while is let go.
/// </summary>
internal static class EventStream
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(20);

    /// <summary>Sends until the reader or the server goes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="state">What the page shows.</param>
    /// <param name="held">What the reader has.</param>
    /// <param name="token">What its page must send along with requests.</param>
    /// <param name="ending">Cancelled when the server ends.</param>
    public static async Task SendAsync(HttpContext context, LiveState state, string held, string token, CancellationToken ending)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        long version = state.VersionOf(held);
        try
        {
            await WriteAsync(context,
                [.. "retry: 1000\nevent: hello\ndata: "u8, .. JsonSerializer.SerializeToUtf8Bytes(new { token }), .. "\n\n"u8],
                gone.Token).ConfigureAwait(false);
            while (true)
            {
                if (state.Since(version) is (byte[] bytes, long newer))
                {
                    await WriteAsync(context, bytes, gone.Token).ConfigureAwait(false);
                    version = newer;
                    continue;
                }

                Task change = state.ChangeAfter(version);
                if (await Task.WhenAny(change, Task.Delay(Heartbeat, gone.Token)).ConfigureAwait(false) != change)
                {
                    gone.Token.ThrowIfCancellationRequested();
                    await WriteAsync(context, ": still here\n\n"u8.ToArray(), gone.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes, CancellationToken gone)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(gone);
        late.CancelAfter(LongestWrite);
        await context.Response.Body.WriteAsync(bytes, late.Token).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(late.Token).ConfigureAwait(false);
    }
}
