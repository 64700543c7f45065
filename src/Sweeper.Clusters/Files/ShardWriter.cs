using System.Text.Json;

namespace Sweeper.Clusters.Files;

/// <summary>
/// Writes what one attempt reports. The file is created exclusively: whoever creates it has the attempt. For several threads.
/// </summary>
internal sealed class ShardWriter : IDisposable
{
    private static readonly TimeSpan SyncPace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private long _sequence;
    private long _syncedAt;

    private ShardWriter(FileStream stream, TimeProvider time) =>
        (_stream, _time, _syncedAt) = (stream, time, time.GetTimestamp());

    /// <summary>Claims an attempt; null where somebody else has it.</summary>
    public static ShardWriter? Claim(ClusterFolder folder, AttemptKey key, TimeProvider time)
    {
        try
        {
            string path = folder.Shard(key.Trial, key.Attempt);
            return new ShardWriter(
                new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), time);
        }
        catch (IOException) when (File.Exists(folder.Shard(key.Trial, key.Attempt)))
        {
            return null;
        }
    }

    /// <summary>Writes a line.</summary>
    /// <param name="make">Makes it with its number.</param>
    /// <param name="mustSync">Whether it is on disk when the call returns; otherwise it is so at most a second later than the
    /// next line.</param>
    public void Write(Func<long, ShardRecord> make, bool mustSync)
    {
        lock (_lock)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(make(_sequence + 1), ClusterJson.Options), (byte)'\n'];
            long length = _stream.Length;
            try
            {
                _stream.Write(line);
            }
            catch (IOException)
            {
                // What was written of the line goes, so that a later one stands alone.
                _stream.SetLength(length);
                throw;
            }

            _sequence++;
            if (!mustSync && _time.GetElapsedTime(_syncedAt) < SyncPace)
                return;
            _stream.Flush(flushToDisk: true);
            _syncedAt = _time.GetTimestamp();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _stream.Dispose();
    }
}
