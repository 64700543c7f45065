using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Slurm;

/// <summary>A partition of a cluster: what its tasks may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether tasks go there that name none.</param>
/// <param name="Limit">The longest time of a task, as Slurm writes it.</param>
/// <param name="Cpus">The cores of its largest node.</param>
internal sealed record SlurmPartition(string Name, bool IsDefault, string Limit, int Cpus)
{
    private const char DefaultSign = '*';

    /// <summary>Looks whether tasks can run at all as they are asked for.</summary>
    /// <param name="settings">What tasks are given.</param>
    /// <param name="sinfo">What <c>sinfo -h -o '%P|%l|%c'</c> wrote.</param>
    /// <exception cref="SweeperException">They cannot, with what to change.</exception>
    public static void Check(ClusterSettings settings, string sinfo)
    {
        ImmutableArray<SlurmPartition> all = Read(sinfo);
        string? asked = settings.Partition ?? InOptions(settings.Sbatch);
        if (asked is not null && asked.Contains(',', StringComparison.Ordinal))
            return;
        if ((asked is null ? all.FirstOrDefault(p => p.IsDefault) : all.FirstOrDefault(p => p.Name == asked)) is not { } own)
        {
            if (asked is null)
                return;
            throw new SweeperException(
                $"cluster.partition is '{asked}', which this cluster does not have; it has "
                + string.Join(", ", all.Select(p => p.Name).Order(StringComparer.Ordinal)),
                FailureKind.Input);
        }

        if (settings.Cpus > own.Cpus)
            throw new SweeperException(
                FormattableString.Invariant($"cluster.cpus is {settings.Cpus}, and the nodes of '{own.Name}' have {own.Cpus}"),
                FailureKind.Input);
        if (settings.Time is TimeSpan time && SlurmTime.Parse(own.Limit) is TimeSpan limit
            && SlurmTime.Minutes(time) > limit.TotalMinutes)
            throw new SweeperException(
                $"cluster.time is more than partition '{own.Name}' allows, which is {own.Limit} (days-hours:minutes:seconds)",
                FailureKind.Input);
    }

    private static ImmutableArray<SlurmPartition> Read(string sinfo) =>
    [
        .. sinfo.Split('\n').Select(l => l.Trim().Split('|')).Where(r => r.Length == 3).GroupBy(r => r[0]).Select(g =>
            new SlurmPartition(g.Key.TrimEnd(DefaultSign), g.Key.EndsWith(DefaultSign), g.First()[1], g.Max(r => Count(r[2])))),
    ];

    // A partition of several kinds of nodes is written as "32+".
    private static int Count(string text) =>
        int.TryParse(text.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && !text.EndsWith('+')
            ? count
            : int.MaxValue;

    private static string? InOptions(ImmutableArray<string> options)
    {
        for (int i = 0; i < options.Length; i++)
        {
            if (options[i].StartsWith("--partition=", StringComparison.Ordinal))
                return options[i]["--partition=".Length..];
            if (options[i] is "-p" or "--partition")
                return i + 1 < options.Length ? options[i + 1] : null;
            if (options[i].StartsWith("-p", StringComparison.Ordinal))
                return options[i][2..].Trim();
        }

        return null;
    }
}
