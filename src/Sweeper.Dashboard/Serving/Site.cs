using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Pages;
using Sweeper.Dashboard.Shown;
using Sweeper.Reporting.Parts;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Serving;

/// <summary>Answers the requests that are let through. Every path is known: none is a path of a file.</summary>
internal sealed class Site(DashboardOptions options, RequestGuard guard, LivePages pages, CancellationToken ending)
{
    private const int MostAsked = 1 << 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(350);
    private static readonly byte[] Script = Encoding.UTF8.GetBytes(
        $"{ScriptSource.Restartable}(() => {{\n'use strict';\n{Asset("view.js")}{Asset("place.js")}{Asset("live.js")}}})();\n"
        // For every page: one that is still being read does not show yet whether it has output.
        + $"(() => {{\n'use strict';\n{Asset("output.js")}}})();\n");

    private static readonly byte[] Style = Encoding.UTF8.GetBytes(StyleSheet.Text + Asset("live.css"));

    private readonly ResultsFolder _folder = new(options.Results);

    public async Task AnswerAsync(HttpContext context)
    {
        RequestGuard.WriteHeaders(context.Response);
        if (guard.FindRefusal(context.Request) is (int status, string reason))
        {
            if (status != StatusCodes.Status401Unauthorized || !guard.LetIn(context))
                await TextAsync(context, reason, "text/plain", status).ConfigureAwait(false);
            return;
        }

        try
        {
            await (context.Request.Method == HttpMethods.Post ? AskAsync(context) : GetAsync(context)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SweeperException or IOException or UnauthorizedAccessException
            && !context.Response.HasStarted)
        {
            await PageAsync(context, await MessagePage.ContentAsync(e.Message).ConfigureAwait(false),
                StatusCodes.Status404NotFound).ConfigureAwait(false);
        }
    }

    private Task GetAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        string[] path = (context.Request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            ["live.js"] => BytesAsync(context, Script, "text/javascript; charset=utf-8"),
            ["style.css"] => BytesAsync(context, Style, "text/css; charset=utf-8"),
            ["events"] => EventsAsync(context),
            ["query"] => QueryAsync(context),
            ["query.csv"] => TextAsync(context, new QueryPage(_folder, options.Time).Csv(query["sql"].ToString()), "text/csv"),
            ["sweeps", string sweep, "trials", string trial, "output"] => OutputAsync(context, sweep, trial),
            _ => Find(context.Request.Path.Value ?? "/", query) is LivePage page
                ? LiveAsync(context, page)
                : MissingAsync(context),
        };
    }

    /// <summary>The page of an address; null when there is none.</summary>
    private LivePage? Find(string path, IQueryCollection query) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => new SweepsPage(_folder),
        ["compare"] => new ComparePage(_folder,
            [.. query["with"].Where(w => !string.IsNullOrWhiteSpace(w)).Take(ComparePage.Most)!]),
        ["sweeps", string sweep] when SweepNames.Parse(sweep) is (string name, int number) =>
            new SweepPage(_folder, name, number, query["where"].ToString().Trim(), options.Classifiers),
        ["sweeps", string sweep, "trials", string trial] when SweepNames.Parse(sweep) is (string name, int number)
            && SweepNames.Number(trial) is int found =>
            new TrialPage(_folder, name, number, found),
        _ => null,
    };

    // A page that takes long comes with what can be shown at once; the rest follows as an event.
    private async Task LiveAsync(HttpContext context, LivePage page)
    {
        using LiveReading? reading = pages.Read(page);
        if (reading is null)
        {
            await TextAsync(context, "Too many pages are open at once.", "text/plain", StatusCodes.Status503ServiceUnavailable)
                .ConfigureAwait(false);
            return;
        }

        LiveState state = reading.State;
        await Task.WhenAny(reading.Looked, Task.Delay(Patience, context.RequestAborted)).ConfigureAwait(false);
        string held = state.Held;
        PageContent content = state.Content ?? await FirstAsync(page).ConfigureAwait(false);
        await PageAsync(context, content, StatusCodes.Status200OK, held, isLive: true, page.Sweep).ConfigureAwait(false);
    }

    // Of what is not there, too, a page is live: it may come.
    private static async Task<PageContent> FirstAsync(LivePage page)
    {
        try
        {
            string heading = page.Address == "/" ? "Sweeps" : page.Address;
            return await page.RenderFirstAsync().ConfigureAwait(false)
                ?? await MessagePage.ContentAsync("It is being read, and comes in a moment.", heading).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SweeperException or IOException or UnauthorizedAccessException)
        {
            return await MessagePage.ContentAsync(e.Message).ConfigureAwait(false);
        }
    }

    private async Task EventsAsync(HttpContext context)
    {
        var address = new Uri(new Uri("http://localhost/"), context.Request.Query["page"].ToString());
        if (Find(address.AbsolutePath, new QueryCollection(QueryHelpers.ParseQuery(address.Query))) is not LivePage page)
        {
            await MissingAsync(context).ConfigureAwait(false);
            return;
        }

        using LiveReading? reading = pages.Read(page);
        if (reading is null)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            await EventStream.SendAsync(context, reading.State, context.Request.Query["held"].ToString(), guard.PageToken,
                ending).ConfigureAwait(false);
    }

    private async Task QueryAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        PageContent content = await new QueryPage(_folder, options.Time)
            .RenderAsync(query["sql"].ToString(), query["x"].ToString(), query["y"].ToString()).ConfigureAwait(false);
        await PageAsync(context, content, StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private async Task OutputAsync(HttpContext context, string sweep, string trial)
    {
        bool isFrom = long.TryParse(
            context.Request.Query["from"].ToString(), System.Globalization.CultureInfo.InvariantCulture, out long from);
        if (!isFrom || SweepNames.Parse(sweep) is not (string name, int number) || SweepNames.Number(trial) is not int found
            || TrialOutput.PathOf(_folder, new SweepReference(name, number), found) is not string path
            || TrialOutput.Read(path, from) is not OutputPiece piece)
        {
            await MissingAsync(context).ConfigureAwait(false);
            return;
        }

        context.Response.Headers["X-Start"] = FormattableString.Invariant($"{piece.Start}");
        context.Response.Headers["X-Size"] = FormattableString.Invariant($"{piece.Size}");
        await BytesAsync(context, piece.Bytes, "text/plain; charset=utf-8").ConfigureAwait(false);
    }

    private async Task AskAsync(HttpContext context)
    {
        Asked? asked = null;
        if (context.Request.Path == "/ask" && context.Request.ContentLength is > 0 and <= MostAsked)
        {
            try
            {
                asked = await JsonSerializer.DeserializeAsync<Asked>(context.Request.Body, JsonSerializerOptions.Web,
                    context.RequestAborted).ConfigureAwait(false);
            }
            catch (JsonException)
            {
            }
        }

        if (asked?.Sweep is null || SweepNames.Parse(asked.Sweep) is not (string name, int number)
            || KindOf(asked.Ask) is not RequestKind kind)
        {
            await TextAsync(context, "{\"text\":\"This asks for nothing that is known.\"}", "application/json",
                StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        var request = new SweepRequest
        {
            Kind = kind, Sweep = name, Number = number, Trial = asked.Trial,
            AskedBy = $"{SweepRequests.Asker} (live page)", AskedAt = options.Time.GetUtcNow(),
        };
        RequestAnswer answer;
        try
        {
            answer = await new SweepRequests(_folder.Path, options.Time).AskAsync(request, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (SweeperException e)
        {
            answer = new RequestAnswer(false, e.Message.TrimEnd('.'));
        }

        string json = JsonSerializer.Serialize(new { isGranted = answer.IsGranted, text = $"{request}: {answer.Text}." });
        await TextAsync(context, json, "application/json").ConfigureAwait(false);
    }

    private static RequestKind? KindOf(string? ask) => ask switch
    {
        "stop" => RequestKind.Stop,
        "prune" => RequestKind.Prune,
        "retry" => RequestKind.Retry,
        _ => null,
    };

    private async Task MissingAsync(HttpContext context) => await PageAsync(
        context, await MessagePage.ContentAsync("There is no such page.").ConfigureAwait(false), StatusCodes.Status404NotFound)
            .ConfigureAwait(false);

    private async Task PageAsync(
        HttpContext context, PageContent content, int status, string held = "", bool isLive = false, string? sweep = null)
    {
        string html = await PageRendering.RenderAsync<Shell>(
            (nameof(Shell.Title), content.Title), (nameof(Shell.Content), content.Compose()),
            (nameof(Shell.Token), guard.PageToken),
            (nameof(Shell.Held), held), (nameof(Shell.IsLive), isLive), (nameof(Shell.Sweep), sweep)).ConfigureAwait(false);
        await TextAsync(context, html, "text/html", status).ConfigureAwait(false);
    }

    private static Task TextAsync(HttpContext context, string text, string type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return BytesAsync(context, Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8");
    }

    private static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Asset(string name)
    {
        using Stream stream = typeof(Site).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Asked(string? Ask, string? Sweep, int? Trial);
}
