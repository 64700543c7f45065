using Sweeper.Clusters.Files;

namespace Sweeper.Clusters.Work;

/// <summary>Tells whether a run looks after the sweep, by a mark that it writes anew every ten seconds.</summary>
internal sealed class HeadSign(ClusterFolder folder, TimeProvider time)
{
    // A network file system may show a change a minute late.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private string? _seen = Read(folder);
    private long _since = time.GetTimestamp();

    /// <summary>Whether the mark has not changed for two minutes, or since this was made.</summary>
    public bool IsGone()
    {
        if (Read(folder) is string text && text != _seen)
            (_seen, _since) = (text, time.GetTimestamp());
        return time.GetElapsedTime(_since) >= LongestSilence;
    }

    private static string? Read(ClusterFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.HeadMark);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
