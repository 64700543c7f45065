using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>A report in a page, with everything that the page complained about or asked for.</summary>
public sealed class OpenedReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenedReport(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        context.Request += (_, request) => Requests.Enqueue(request.Url);
        context.RequestFailed += (_, request) => Refusals.Enqueue($"{request.Url}: {request.Failure}");
        page.Console += (_, message) => Complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>The address of everything that was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The address of everything that was asked for and not got, with the reason.</summary>
    public ConcurrentQueue<string> Refusals { get; } = [];

    /// <summary>Messages on the console, errors and dialogs.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<OpenedReport> OpenAsync(IBrowserContext context, string address)
    {
        var report = new OpenedReport(context, await context.NewPageAsync());
        await report.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return report;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
