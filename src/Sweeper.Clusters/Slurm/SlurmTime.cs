using System.Globalization;

namespace Sweeper.Clusters.Slurm;

/// <summary>Times as Slurm writes them.</summary>
internal static class SlurmTime
{
    /// <summary>The minutes that hold a time.</summary>
    public static long Minutes(TimeSpan time) => (long)Math.Ceiling(time.TotalMinutes);

    /// <summary>A limit such as <c>1-02:00:00</c>, <c>30:00</c>; null for one without end.</summary>
    public static TimeSpan? Parse(string text)
    {
        string[] days = text.Split('-');
        string[] parts = days[^1].Split(':');
        long seconds = 0;
        foreach (string part in parts)
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                return null;
            seconds = (seconds * 60) + number;
        }

        // A number alone is minutes.
        if (parts.Length == 1)
            seconds *= 60;
        return TimeSpan.FromSeconds(seconds) + TimeSpan.FromDays(
            days.Length > 1 ? int.Parse(days[0], CultureInfo.InvariantCulture) : 0);
    }
}
