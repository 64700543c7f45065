using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Tests.Serving;

/// <summary>What is served, and what is not.</summary>
public sealed class SiteTests(HostileFolder hostile) : IClassFixture<HostileFolder>
{
    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/sweeps/../secret.txt")]
    [InlineData("/sweeps/..%2f..%2fsecret.txt")]
    [InlineData("/sweeps/%2e%2e/trials/1/output?from=0")]
    [InlineData("/sweeps/..%5c..%5csecret.txt")]
    [InlineData("/sweeps/grid/trials/..%2f..%2f..%2fsecret.txt/output?from=0")]
    [InlineData("/sweeps/grid/trials/1%00/output?from=0")]
    [InlineData("/sweeps/grid/trials/1/../../../../secret.txt")]
    [InlineData("/sweeps/grid/trials/1/output?from=../secret.txt")]
    [InlineData("/live.js/../../secret.txt")]
    [InlineData("/events?page=../../secret.txt")]
    [InlineData("/events?page=http://evil.example/secret.txt")]
    [InlineData("/sweeper.db")]
    [InlineData("/results/sweeper.db")]
    [InlineData("//etc/passwd")]
    public async Task Get_PathThatLeadsElsewhere_FindsNothing(string path)
    {
        ServedFolder served = hostile.Served;

        string answer = await served.WholeAnswerAsync(path);

        Assert.DoesNotContain("a secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite format", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
    }

    [Fact]
    public async Task Output_IsALink_IsNotFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need rights there.");
        await using ServedFolder served = await ServedFolder.StartAsync();
        string secret = served.Around.Write("secret.txt", "a secret");
        Directory.CreateDirectory(Path.Combine(served.Results, "grid", "trials", "1"));
        File.CreateSymbolicLink(Path.Combine(served.Results, "grid", "trials", "1", "output.log"), secret);

        using HttpResponseMessage response = await served.Client.GetAsync("/sweeps/grid/trials/1/output?from=0");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [SkippableFact]
    public async Task Output_IsAPipe_IsNotWaitedFor()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        Directory.CreateDirectory(Path.Combine(served.Results, "grid", "trials", "1"));
        NamedPipe.Create(Path.Combine(served.Results, "grid", "trials", "1", "output.log"));

        using HttpResponseMessage response = await served.Client.GetAsync("/sweeps/grid/trials/1/output?from=0");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sweeps/grid")]
    [InlineData("/sweeps/grid?where=trial+%3E+0")]
    [InlineData("/sweeps/grid/trials/1")]
    [InlineData("/sweeps/grid/trials/3")]
    [InlineData("/compare?with=grid/1&with=grid/2")]
    [InlineData("/compare?with=grid&with=grid")]
    [InlineData("/query?sql=select+*+from+runs&x=trial&y=objective")]
    [InlineData("/sweeps/grid?where=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/query?sql=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/compare?with=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Page_ScriptInEveryText_IsShownAsText(string address)
    {
        ServedFolder served = hostile.Served;

        string page = await served.PageAsync(address, p => !p.Contains("comes in a moment", StringComparison.Ordinal));

        using IDocument document = await new HtmlParser().ParseDocumentAsync(page);
        Assert.All(document.Scripts, s => Assert.True(
            s.Source is "/live.js" || s.Type == "application/json", s.OuterHtml));
        Assert.All(document.All, e => Assert.DoesNotContain(
            e.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style"));
        Assert.DoesNotContain(document.Images, i => i.Source?.EndsWith("/x", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(document.All, e => e.LocalName == "template");
        Assert.Single(document.QuerySelectorAll("main"));
    }

    [Fact]
    public async Task Output_OfAGigabyte_IsReadFromItsEnd()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        string folder = Path.Combine(served.Results, "grid", "trials", "1");
        Directory.CreateDirectory(folder);
        await using (FileStream file = File.Create(Path.Combine(folder, "output.log")))
        {
            file.SetLength(1L << 30);
            file.Position = file.Length;
            file.Write("\nthe last line\n"u8);
        }

        using HttpResponseMessage response = await served.Client.GetAsync("/sweeps/grid/trials/1/output?from=-65536");

        Assert.Equal("the last line\n", await response.Content.ReadAsStringAsync());
        Assert.Equal("1073741825", Assert.Single(response.Headers.GetValues("X-Start")));
        Assert.Equal("1073741839", Assert.Single(response.Headers.GetValues("X-Size")));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        using HttpResponseMessage piece = await served.Client.GetAsync("/sweeps/grid/trials/1/output?from=0");
        Assert.Equal(1 << 18, piece.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("DELETE FROM trials")]
    [InlineData("PRAGMA user_version = 9")]
    [InlineData("ATTACH 'x.db' AS x")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT max(x); DROP TABLE trials")]
    public async Task Query_AnythingButReading_IsRefusedOnPageAndFile(string sql)
    {
        ServedFolder served = hostile.Served;

        string page = await served.Client.GetStringAsync($"/query?sql={Uri.EscapeDataString(sql)}");
        using HttpResponseMessage file = await served.Client.GetAsync($"/query.csv?sql={Uri.EscapeDataString(sql)}");

        Assert.Contains("The query was refused", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.Contains("The query was refused", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_Rows_AreATableAFileAndAChart()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results, text: "a,\"b\""))
        {
            sweep.Train(1, 0.5);
            sweep.Train(2, 0.75);
        }

        const string Sql = "/query?sql=SELECT+trial,+activation,+objective+FROM+runs+WHERE+objective+IS+NOT+NULL";
        string page = await served.Client.GetStringAsync(Sql + "&x=trial&y=objective");
        string file = await served.Client.GetStringAsync(Sql.Replace("/query", "/query.csv", StringComparison.Ordinal));

        Assert.Contains("2 rows", page, StringComparison.Ordinal);
        Assert.Contains("objective by trial", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Equal("trial,activation,objective\r\n1,\"a,\"\"b\"\"\",0.5\r\n2,\"a,\"\"b\"\" too\",0.75\r\n", file);
        Assert.Equal(10, Sweeper.Dashboard.Shown.Questions.All.Length);
        Assert.All(
            Sweeper.Dashboard.Shown.Questions.All,
            q => Assert.Contains(System.Net.WebUtility.HtmlEncode(q.Title), page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stop", null)]
    [InlineData("prune", 1)]
    [InlineData("retry", 2)]
    public async Task Ask_FromThePage_ReachesTheRunnerWithWhoAsked(string ask, int? trial)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results);
        sweep.Start(1);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/ask") { Content = new StringContent(JsonSerializer.Serialize(new { ask, sweep = "grid", trial }), Encoding.UTF8,
                "application/json") };
        request.Headers.Add("X-Sweeper-Token", await served.TokenAsync());

        Task<HttpResponseMessage> asking = served.Client.SendAsync(request);
        SweepRequest? heard = null;
        while (!asking.IsCompleted)
        {
            sweep.Journal.TakeRequests(r =>
            {
                heard = r;
                return new RequestDecision(new RequestAnswer(true, "so be it"));
            });
            await Task.Delay(5);
        }

        using HttpResponseMessage response = await asking;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("so be it.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((Enum.Parse<RequestKind>(ask, ignoreCase: true), trial), (heard!.Kind, heard.Trial));
        Assert.EndsWith("(live page)", heard.AskedBy, StringComparison.Ordinal);
    }
}
