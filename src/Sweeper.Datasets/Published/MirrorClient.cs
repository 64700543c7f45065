namespace Sweeper.Datasets.Published;

/// <summary>Fetches single files over HTTP, never waiting or reading beyond its limits.</summary>
internal sealed class MirrorClient : IDisposable
{
    private readonly DownloadLimits _limits;
    private readonly HttpClient _http;

    public MirrorClient(DownloadLimits limits)
    {
        _limits = limits;
        // Stalls are timed per part of the answer below; a limit on the whole would fail slow lines that do deliver.
        _http = new HttpClient(
            new SocketsHttpHandler { ConnectTimeout = limits.Connect }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Sweeper");
    }

    /// <summary>
    /// Fetches <paramref name="address"/>. Whatever goes wrong is an answer, except cancellation by the caller.
    /// </summary>
    public async Task<MirrorAnswer> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await GetWithinLimitsAsync(address, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return MirrorAnswer.Refused("no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return MirrorAnswer.Refused(e.GetBaseException().Message.TrimEnd('.'));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<MirrorAnswer> GetWithinLimitsAsync(Uri address, CancellationTokenSource stall)
    {
        stall.CancelAfter(_limits.Stall);
        using HttpResponseMessage response =
            await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return MirrorAnswer.Refused($"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        if (response.Content.Headers.ContentLength is long announced && announced > _limits.MaxBytes)
            return MirrorAnswer.Refused($"announces {announced} bytes, more than {_limits.MaxBytes}");

        using Stream body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        return await ReadAsync(body, (int)(response.Content.Headers.ContentLength ?? 0), stall).ConfigureAwait(false);
    }

    private async Task<MirrorAnswer> ReadAsync(Stream body, int announced, CancellationTokenSource stall)
    {
        // Of the announced size, so that a large answer is in memory once, not three times.
        using MemoryStream content = new(announced);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            stall.CancelAfter(_limits.Stall);
            int read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            if (read == 0)
                return new MirrorAnswer(content.Length == content.Capacity ? content.GetBuffer() : content.ToArray(), null);
            if (content.Length + read > _limits.MaxBytes)
                return MirrorAnswer.Refused($"sends more than {_limits.MaxBytes} bytes");
            content.Write(buffer, 0, read);
        }
    }
}

/// <summary>What a mirror gave: content, or the reason in a few words why there is none.</summary>
internal readonly record struct MirrorAnswer(byte[] Content, string? Refusal)
{
    public static MirrorAnswer Refused(string reason) => new([], reason);
}
