using System.Collections.Concurrent;
using System.Diagnostics;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Dashboard.Live;

/// <summary>
/// Follows the database for the pages that somebody reads, one page after the other, and spends a small share of the time on
/// it: however much is recorded and however many read, the trials keep the machine.
/// </summary>
internal sealed class LivePages : IAsyncDisposable
{
    private const int MostPages = 64;
    private static readonly string[] Ends = ["", "-wal"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan KeptUnread = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Followed> _pages = new(StringComparer.Ordinal);
    private readonly ResultsFolder _folder;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Task _following;

    /// <param name="folder">The results folder.</param>
    /// <param name="instance">Tells this start of the server from others.</param>
    /// <param name="time">The clock.</param>
    public LivePages(ResultsFolder folder, string instance, TimeProvider time)
    {
        (_folder, Instance, _time) = (folder, instance, time);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Tells this start of the server from others.</summary>
    public string Instance { get; }

    /// <summary>How many pages are kept at present.</summary>
    public int Count => _pages.Count;

    /// <summary>The state of a page, which is followed while it is read; null when too many pages are read at once.</summary>
    public LiveReading? Read(LivePage page)
    {
        if (!_pages.TryGetValue(page.Address, out Followed? followed))
        {
            if (_pages.Count >= MostPages)
                Forget(TimeSpan.Zero);
            if (_pages.Count >= MostPages)
                return null;
            followed = _pages.GetOrAdd(page.Address, _ => new Followed(page, new LiveState(Instance), _time));
        }

        Task looked = followed.Enter();
        if (!looked.IsCompleted)
            _wanted.Release();
        return new LiveReading(followed.State, looked, followed.Leave);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _ending.Dispose();
        _wanted.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                string stamp = Stamp();
                foreach (Followed page in _pages.Values.Where(p => p.IsRead))
                {
                    TaskCompletionSource looked = page.Looked;
                    await RenewAsync(page, stamp).ConfigureAwait(false);
                    looked.TrySetResult();
                }

                Forget(KeptUnread);
                await _wanted.WaitAsync(Look, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
    }

    private static async Task RenewAsync(Followed page, string stamp)
    {
        try
        {
            if (page.All.IsDue(stamp))
            {
                PageContent content = await page.All.MeasureAsync(stamp, page.Page.RenderAsync).ConfigureAwait(false);
                IReadOnlyDictionary<string, string> quick = await page.Quick.MeasureAsync(stamp, page.Page.RenderQuickAsync).ConfigureAwait(false);
                page.State.Take(content.With(quick));
            }
            else if (page.Quick.IsDue(stamp) && page.State.Content is PageContent before)
            {
                page.State.Take(
                    before.With(await page.Quick.MeasureAsync(stamp, page.Page.RenderQuickAsync).ConfigureAwait(false)));
            }
        }
        catch (Exception e) when (e is SweeperException or IOException or UnauthorizedAccessException)
        {
            page.State.Take(await Pages.MessagePage.ContentAsync(e.Message).ConfigureAwait(false));
        }
    }

    private void Forget(TimeSpan unread)
    {
        foreach ((string address, Followed page) in _pages)
        {
            if (page.UnreadFor >= unread)
                _pages.TryRemove(address, out _);
        }
    }

    // A commit is written to the log, and goes from there to the database; a database that is another one now has other times.
    private string Stamp() => string.Join('|', Ends.Select(end =>
    {
        var file = new FileInfo(_folder.DatabasePath + end);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks} {file.CreationTimeUtc.Ticks}" : "";
    }).Append(Sweeper.Storage.SqliteSweepReader.IsWritten(_folder.Path).ToString()));

    /// <summary>A page with its readers.</summary>
    private sealed class Followed(LivePage page, LiveState state, TimeProvider time)
    {
        private readonly Lock _lock = new();
        private int _readers;
        private long _leftAt = Stopwatch.GetTimestamp();

        public LivePage Page => page;

        public LiveState State => state;

        public Pace All { get; } = new(time);

        public Pace Quick { get; } = new(time);

        public bool IsRead => Volatile.Read(ref _readers) > 0;

        /// <summary>How long nobody has read it; negative while somebody does.</summary>
        public TimeSpan UnreadFor => IsRead ? TimeSpan.FromTicks(-1) : Stopwatch.GetElapsedTime(Volatile.Read(ref _leftAt));

        /// <summary>Completes when it has been looked after since somebody began to read it.</summary>
        public TaskCompletionSource Looked { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Begins a reading; what is returned completes when the page is as new as it can be.</summary>
        public Task Enter()
        {
            lock (_lock)
            {
                // While nobody read it, nobody looked after it.
                if (_readers++ == 0)
                    Looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return Looked.Task;
            }
        }

        public void Leave()
        {
            Volatile.Write(ref _leftAt, Stopwatch.GetTimestamp());
            lock (_lock)
                _readers--;
        }
    }
}

/// <summary>Somebody's reading of a page.</summary>
/// <param name="state">What the page shows.</param>
/// <param name="looked">Completes when the page is as new as it can be.</param>
/// <param name="leave">Called when the reading ends.</param>
internal sealed class LiveReading(LiveState state, Task looked, Action leave) : IDisposable
{
    public LiveState State => state;

    public Task Looked => looked;

    public void Dispose() => leave();
}
