using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Published;

public sealed class MirrorClientTests
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5];

    [Fact]
    public async Task GetAsync_Found_ReturnsTheContent()
    {
        MirrorAnswer answer = await GetAsync(_ => LoopbackServer.Response("200 OK", Content));

        Assert.Null(answer.Refusal);
        Assert.Equal(Content, answer.Content);
    }

    [Fact]
    public async Task GetAsync_FoundWithoutLength_ReturnsTheContentAlone()
    {
        MirrorAnswer answer = await GetAsync(_ => [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. Content]);

        Assert.Equal(Content, answer.Content);
    }

    // Published lengths of cifar-10-binary.tar.gz and cifar-100-binary.tar.gz.
    [Theory]
    [InlineData(170_052_171)]
    [InlineData(168_513_733)]
    public void Archives_Limit_LetsThePublishedArchivesThroughAndLeavesTheDefault(int length)
    {
        Assert.True(DownloadLimits.Archives.MaxBytes >= length);
        Assert.Equal(64 << 20, DownloadLimits.Default.MaxBytes);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("503 Service Unavailable")]
    public async Task GetAsync_OtherState_IsTheRefusal(string state)
    {
        MirrorAnswer answer = await GetAsync(_ => LoopbackServer.Response(state, Content));

        Assert.Equal(state, answer.Refusal);
    }

    [Fact]
    public async Task GetAsync_BodyShorterThanAnnounced_IsRefused()
    {
        MirrorAnswer answer = await GetAsync(_ => LoopbackServer.Response("200 OK", Content, announcedLength: 9));

        Assert.Contains("ended prematurely", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_AnnouncedTooLarge_IsRefusedUnread()
    {
        MirrorAnswer answer = await GetAsync(_ => LoopbackServer.Response("200 OK", [], announcedLength: 1L << 40));

        Assert.Equal("announces 1099511627776 bytes, more than 1000", answer.Refusal);
    }

    [Fact]
    public async Task GetAsync_EndlessWithoutLength_IsCutAtTheLimit()
    {
        MirrorAnswer answer = await GetAsync(_ => [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. new byte[5000]]);

        Assert.Equal("sends more than 1000 bytes", answer.Refusal);
    }

    [Fact]
    public async Task GetAsync_NoAnswer_IsGivenUp()
    {
        MirrorAnswer answer = await GetAsync(_ => null, TimeSpan.FromMilliseconds(100));

        Assert.Equal("no answer in time", answer.Refusal);
    }

    [Fact]
    public async Task GetAsync_NobodyListens_IsRefused()
    {
        using MirrorClient client = new(DownloadLimits.Default);

        MirrorAnswer answer = await client.GetAsync(LoopbackServer.Nobody(), CancellationToken.None);

        Assert.Equal("Connection refused", answer.Refusal);
    }

    [Fact]
    public async Task GetAsync_CancelledByTheCaller_Throws()
    {
        using LoopbackServer server = new(_ => null);
        using MirrorClient client = new(DownloadLimits.Default);
        using CancellationTokenSource cancellation = new(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(server.Address, cancellation.Token));
    }

    private static async Task<MirrorAnswer> GetAsync(Func<string, byte[]?> respond, TimeSpan? stall = null)
    {
        using LoopbackServer server = new(respond);
        using MirrorClient client = new(new DownloadLimits { MaxBytes = 1000, Stall = stall ?? TimeSpan.FromSeconds(20) });
        return await client.GetAsync(server.Address, CancellationToken.None);
    }
}
