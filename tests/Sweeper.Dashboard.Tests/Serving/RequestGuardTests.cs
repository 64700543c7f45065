using System.Net;
using System.Text;
using Sweeper.Sweeps;

namespace Sweeper.Dashboard.Tests.Serving;

/// <summary>Who is answered: what pages of other sites, other names and other machines try.</summary>
public sealed class RequestGuardTests(SharedFolder shared) : IClassFixture<SharedFolder>
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5005")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Request_ForeignHost_IsNotAnswered(string host)
    {
        ServedFolder served = shared.Served;

        foreach (string path in new[] { "/", "/live.js", "/events?page=/", "/query.csv?sql=select+1" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            using HttpResponseMessage response = await served.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
            Assert.Equal("This server answers to localhost alone.", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.5.5.5")]
    [InlineData("[::1]")]
    public async Task Request_LoopbackHost_IsAnswered(string host)
    {
        ServedFolder served = shared.Served;

        Assert.StartsWith(
            "HTTP/1.1 200",
            await served.AnswerAsync(
                $"GET /query HTTP/1.1\r\nHost: {host}:{served.Server.Address.Port}\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://127.0.0.1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Request_OfAnotherSite_IsNotAnswered(string header, string value)
    {
        ServedFolder served = shared.Served;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/query.csv?sql=select+1");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await served.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("wrong", null)]
    [InlineData("right", "http://evil.example")]
    public async Task Post_WithoutTokenOrOfAnotherSite_ChangesNothing(string? token, string? origin)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results);
        sweep.Start(1);

        using HttpResponseMessage response = await PostAsync(
            served, token == "right" ? await served.TokenAsync() : token, origin, """{"ask":"stop","sweep":"grid"}""");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(served.Results, "sweeper.requests")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"ask":"stop","sweep":"../grid"}""")]
    [InlineData("""{"ask":"stop","sweep":"grid/../../x"}""")]
    [InlineData("""{"ask":"drop table","sweep":"grid"}""")]
    [InlineData("""{"ask":"stop","sweep":null}""")]
    [InlineData("""{"ask":"stop","sweep":"grid","trial":"; rm"}""")]
    public async Task Post_AsksForNothingKnown_IsRefused(string body)
    {
        ServedFolder served = shared.Served;

        using HttpResponseMessage response = await PostAsync(served, await served.TokenAsync(), null, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Directory.GetFileSystemEntries(served.Results));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("CONNECT-LIKE")]
    public async Task Request_OtherMethod_IsRefusedWithoutAnyLeaveToOtherSites(string method)
    {
        ServedFolder served = shared.Served;

        string answer = await served.AnswerAsync(
            $"{method} / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 405", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_Always_AllowOnlyWhatThisServerServes()
    {
        ServedFolder served = shared.Served;

        foreach (string path in new[] { "/", "/live.js", "/style.css", "/nothing", "/query?sql=nonsense" })
        {
            using HttpResponseMessage response = await served.Client.GetAsync(path);
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(response.Headers.Contains("Server"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Start_OpenToOthersWithoutToken_IsRefused()
    {
        SweeperException e = await Assert.ThrowsAsync<SweeperException>(() => ServedFolder.StartAsync(host: IPAddress.Any));

        Assert.Equal("--host 0.0.0.0 lets others see this page: give a --token that they must know", e.Message);
    }

    [Fact]
    public async Task Request_TokenIsNeeded_LetsInWhoKnowsIt()
    {
        await using ServedFolder served = await ServedFolder.StartAsync(token: "a secret of ours", host: IPAddress.Any);

        using HttpResponseMessage unknown = await served.Client.GetAsync("/"), wrong = await served.Client.GetAsync(
            "/?token=a%20secret%20of%20theirs");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (unknown.StatusCode, wrong.StatusCode));
        using HttpResponseMessage let = await served.Client.GetAsync("/query?token=a%20secret%20of%20ours&sql=select%201");
        Assert.Equal(HttpStatusCode.Redirect, let.StatusCode);
        Assert.Equal("/query?sql=select%201", let.Headers.Location!.ToString());
        string cookie = Assert.Single(let.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/query");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using HttpResponseMessage answered = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        string elsewhere = await served.WholeAnswerAsync("//evil.example/?token=a%20secret%20of%20ours");
        Assert.Contains("Location: /evil.example/\r\n", elsewhere, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(ServedFolder served, string? token, string? origin, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            "/ask") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null)
            request.Headers.Add("X-Sweeper-Token", token);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return served.Client.SendAsync(request);
    }
}
