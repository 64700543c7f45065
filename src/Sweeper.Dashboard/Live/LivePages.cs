using System.Collections.Concurrent;
using System.Diagnostics;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Dashboard.Live;

/// <summary>
/// Follows the database for the pages that somebody reads, one page after the other, and spends a small share of the time on
/// it: however much is recorded and however many read, the trials keep the machine. What changed is sent at once; all of a large
/// sweep is drawn again seldom, beside that.
/// </summary>
internal sealed class LivePages : IAsyncDisposable
{
    private const int MostPages = 64;
    private static readonly string[] Ends = ["", "-wal"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan KeptUnread = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestQuickRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pressing = TimeSpan.FromSeconds(15);

    // In characters. What drawing so much leaves behind would stay for long, as the server allocates little else.
    private const int Large = 1 << 20;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // What is made within that time is waited for.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Followed> _pages = new(StringComparer.Ordinal);
    private readonly ResultsFolder _folder;
    private readonly Func<string, Task<PageContent>> _explain;
    private readonly TimeProvider _time;
    private readonly Budget _quick;
    private readonly Budget _all;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Task _following;
    private string _stamp = "";
    private long _changedAt;

    /// <param name="folder">The results folder.</param>
    /// <param name="instance">Tells this start of the server from others.</param>
    /// <param name="explain">Makes a page that says why there is nothing to show.</param>
    /// <param name="shares">
    /// How much of one core may be spent, for all pages together, on what follows every commit, and on what shows all of a
    /// sweep.
    /// </param>
    /// <param name="time">The clock.</param>
    public LivePages(ResultsFolder folder, string instance, Func<string, Task<PageContent>> explain,
        (double Quick, double Whole) shares, TimeProvider time)
    {
        (_folder, Instance, _explain, _time) = (folder, instance, explain, time);
        (_quick, _all) = (new Budget(time, shares.Quick, LongestQuickRest), new Budget(time, shares.Whole, LongestRest));
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
            followed = _pages.GetOrAdd(
                page.Address,
                _ => new Followed(
                    page, new LiveState(Instance), new Pace(page.IsQuick ? _quick : _all, _time), new Pace(_quick, _time)));
        }

        Task looked = followed.Enter();
        if (!looked.IsCompleted)
            Wake();
        return new LiveReading(followed.State, looked, followed.Leave);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        Task[] drawn = [.. _pages.Values.Select(p => p.Drawing).OfType<Task>()];
        await Task.WhenAny(Task.WhenAll(drawn), Task.Delay(LongestEnd)).ConfigureAwait(false);
        _ending.Dispose();
        _wanted.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                Followed[] read = [.. _pages.Values.Where(p => p.IsRead).OrderBy(p => p.All.MadeAt)];
                string stamp = read.Length == 0 ? "" : Stamp();
                foreach (Followed page in read)
                {
                    TaskCompletionSource looked = page.Looked;
                    await RenewAsync(page, stamp).ConfigureAwait(false);
                    if (page.State.Content is not null)
                        looked.TrySetResult();
                }

                Forget(KeptUnread);
                await _wanted.WaitAsync(read.Length == 0 ? KeptUnread : Look, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
    }

    // All of a large sweep takes seconds; meanwhile what is quick goes on, here and on other pages.
    private async Task RenewAsync(Followed page, string stamp)
    {
        try
        {
            if (page.Drawing is null && (page.All.IsDue(stamp)
                || (page.Page.NeedsAll && _time.GetElapsedTime(page.All.MadeAt) > Pressing)))
                page.Drawing = DrawAsync(page, stamp);
            if (page.Drawing is Task<PageContent> drawing)
            {
                await Task.WhenAny(drawing, Task.Delay(Short)).ConfigureAwait(false);
                if (drawing.IsCompleted)
                {
                    page.Drawing = null;
                    PageContent content = await drawing.ConfigureAwait(false);
                    page.Page.Take();
                    page.State.Take(content.With(await QuickAsync(page, stamp).ConfigureAwait(false)));
                    if (content.Length > Large)
                        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    return;
                }
            }

            if (page.Quick.IsDue(stamp) && page.State.Content is PageContent before)
                page.State.Take(before.With(await QuickAsync(page, stamp).ConfigureAwait(false)));
        }
        catch (Exception e) when (e is SweeperException or IOException or UnauthorizedAccessException)
        {
            page.State.Take(await _explain(e.Message).ConfigureAwait(false));
        }
        catch (Exception e) when (!_ending.IsCancellationRequested)
        {
            // A page that cannot be drawn says so, and the others go on.
            page.State.Take(await _explain($"This page could not be drawn, which is a fault of Sweeper's: {e}")
                .ConfigureAwait(false));
        }
    }

    private static Task<IReadOnlyDictionary<string, string>> QuickAsync(Followed page, string stamp) =>
        page.Quick.MeasureAsync(stamp, page.Page.RenderQuickAsync);

    private Task<PageContent> DrawAsync(Followed page, string stamp)
    {
        Task<PageContent> drawing = Task.Run(() => page.All.MeasureAsync(stamp, page.Page.RenderAsync));
        _ = drawing.ContinueWith(_ => Wake(), TaskScheduler.Default);
        return drawing;
    }

    private void Wake()
    {
        try
        {
            _wanted.Release();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
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
    // It can be read some moments after it was written, longer on a busy disk: what changed is looked at once more.
    private string Stamp()
    {
        string stamp = string.Join('|', Ends.Select(end =>
        {
            var file = new FileInfo(_folder.DatabasePath + end);
            return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks} {file.CreationTimeUtc.Ticks}" : "";
        }).Append(Sweeper.Storage.SqliteSweepReader.IsWritten(_folder.Path).ToString()));
        if (stamp != _stamp)
            (_stamp, _changedAt) = (stamp, _time.GetTimestamp());
        return _time.GetElapsedTime(_changedAt) < Settling ? stamp : $"{stamp} settled";
    }

    /// <summary>A page with its readers.</summary>
    private sealed class Followed(LivePage page, LiveState state, Pace all, Pace quick)
    {
        private readonly Lock _lock = new();
        private int _readers;
        private long _leftAt = Stopwatch.GetTimestamp();

        public LivePage Page => page;

        public LiveState State => state;

        public Pace All => all;

        public Pace Quick => quick;

        /// <summary>All of it, while it is being drawn; null otherwise.</summary>
        public Task<PageContent>? Drawing { get; set; }

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
