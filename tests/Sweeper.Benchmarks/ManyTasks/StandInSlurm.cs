using System.Globalization;

namespace Sweeper.Benchmarks.ManyTasks;

/// <summary>A stand-in for Slurm's commands, which this process and those it starts find before any real ones.</summary>
internal sealed class StandInSlurm
{
    private readonly string _folder;

    public StandInSlurm(string root)
    {
        _folder = Directory.CreateDirectory(Path.Combine(root, "stand-in")).FullName;
        string bin = Directory.CreateDirectory(Path.Combine(root, "bin")).FullName;
        foreach (string name in new[] { "sbatch", "squeue", "sacct", "scancel", "scontrol", "sinfo" })
        {
            string copy = Path.Combine(bin, name);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "slurm-stand-in.sh"), copy);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{bin}:{Environment.GetEnvironmentVariable("PATH")}");
        Environment.SetEnvironmentVariable("STAND_IN", _folder);
    }

    /// <summary>Whether it starts no tasks, so that <see cref="Start"/> does.</summary>
    public static bool Holds
    {
        set => Environment.SetEnvironmentVariable("STAND_IN_HOLD", value ? "1" : null);
    }

    /// <summary>How many submissions there were.</summary>
    public int Submissions => Lines("count").Length;

    /// <summary>When it was asked for its queue, in seconds.</summary>
    public double[] Asked => [.. Lines("asked").Select(l => double.Parse(l, CultureInfo.InvariantCulture))];

    /// <summary>Has it say that a task runs.</summary>
    public void Start(int job, int task) => File.AppendAllText(
        Path.Combine(_folder, "jobs", job.ToString(CultureInfo.InvariantCulture), "states"),
        FormattableString.Invariant($"{task} RUNNING\n"));

    private string[] Lines(string name) =>
        File.Exists(Path.Combine(_folder, name)) ? File.ReadAllLines(Path.Combine(_folder, name)) : [];
}
