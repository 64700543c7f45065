using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sweeper.Dashboard.Live;

/// <summary>
/// What a page shows now, and which parts are newer than what a reader has. It holds one text of each part, whatever happened
/// and whoever reads, so that neither time nor slow readers make it grow. For several threads.
/// </summary>
/// <param name="instance">Tells this start of the server from others.</param>
internal sealed class LiveState(string instance)
{
    // It is never part of a page: it stands in an event, where only the end of a line means something.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Html, long Version)> _parts = new(StringComparer.Ordinal);
    private PageContent? _content;
    private long _layoutVersion;
    private long _version;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (long From, long To, byte[] Bytes) _encoded;

    /// <summary>What it shows; null before it was made first.</summary>
    public PageContent? Content
    {
        get
        {
            lock (_lock)
                return _content;
        }
    }

    /// <summary>What a reader has who has all of it, as it is written in pages.</summary>
    public string Held
    {
        get
        {
            lock (_lock)
                return string.Create(CultureInfo.InvariantCulture, $"{instance}:{_version}");
        }
    }

    /// <summary>Takes on newer content; what is the same stays as old as it is.</summary>
    public void Take(PageContent content)
    {
        lock (_lock)
        {
            long next = _version + 1;
            bool isNew = _content is null || _content.Layout != content.Layout;
            if (isNew)
                _layoutVersion = next;
            foreach (string gone in _parts.Keys.Except(content.Parts.Keys).ToArray())
                _parts.Remove(gone);
            foreach ((string name, string html) in content.Parts)
            {
                if (_parts.TryGetValue(name, out (string Html, long Version) before) && before.Html == html)
                    continue;
                _parts[name] = (html, next);
                isNew = true;
            }

            _content = content;
            if (!isNew)
                return;
            _version = next;
            TaskCompletionSource change = _change;
            _change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            change.SetResult();
        }
    }

    /// <summary>The version that a reader has; 0 when it has none of this start.</summary>
    public long VersionOf(string held)
    {
        string[] parts = held.Split(':');
        return parts.Length == 2 && parts[0] == instance
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : 0;
    }

    /// <summary>
    /// An event with what is newer than a version; null when nothing is. Made once for all readers who have the same.
    /// </summary>
    public (byte[] Event, long Version)? Since(long version)
    {
        lock (_lock)
        {
            if (_version <= version || _content is null)
                return null;
            if (_encoded.From != version || _encoded.To != _version)
                _encoded = (version, _version, Encode(version));
            return (_encoded.Bytes, _version);
        }
    }

    /// <summary>Completes when something is newer than a version.</summary>
    public Task ChangeAfter(long version)
    {
        lock (_lock)
            return _version > version ? Task.CompletedTask : _change.Task;
    }

    private byte[] Encode(long version)
    {
        var change = new Dictionary<string, object>
        {
            ["held"] = string.Create(CultureInfo.InvariantCulture, $"{instance}:{_version}"),
            ["parts"] = _parts.Where(p => p.Value.Version > version).ToDictionary(p => p.Key, p => p.Value.Html),
        };
        if (_layoutVersion > version)
            change["layout"] = _content!.Layout;
        return [.. "event: parts\ndata: "u8, .. JsonSerializer.SerializeToUtf8Bytes(change, Json), .. "\n\n"u8];
    }
}
