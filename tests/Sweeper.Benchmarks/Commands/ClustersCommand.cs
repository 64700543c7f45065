using System.CommandLine;
using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.ManyTasks;
using Sweeper.Benchmarks.Tables;
using Sweeper.Benchmarks.Tracking;
using Sweeper.Clusters.Slurm;

namespace Sweeper.Benchmarks.Commands;

/// <summary><c>clusters</c>: what a run costs whose trials train on a cluster.</summary>
internal sealed class ClustersCommand : Command
{
    private const double Megabyte = 1e6;

    private readonly Option<int> _trials = SharedOptions.Count(
        "--trials", "Trials of the sweep that is merged and followed; 0 to leave it out.", 10_000, least: 0);
    private readonly Option<int> _running = SharedOptions.Count("--running", "Trials that run at once.", 1000);
    private readonly Option<int> _seconds = SharedOptions.Count("--seconds", "How long each state is watched.", 60);
    private readonly Option<int> _whole = SharedOptions.Count(
        "--whole", "Trials of the run that is made as a whole; 0 to leave it out.", 10_000, least: 0);

    public ClustersCommand()
        : base(
            "clusters",
            "Epochs merged a second; memory; the processor time of waiting; how late growing shards are read; a whole run, "
            + "submitted in pieces. Slurm is a stand-in.")
    {
        Add(_trials);
        Add(_running);
        Add(_seconds);
        Add(_whole);
        SetAction(Execute);
    }

    private void Execute(ParseResult arguments)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        MachineText.Write(output);
        string root = Directory.CreateTempSubdirectory("sweeper-clusters-").FullName;
        try
        {
            var slurm = new StandInSlurm(root);
            if (arguments.GetValue(_trials) is > 0 and int trials)
            {
                MeasureMerge(Path.Combine(root, "merge"), trials, output);
                int running = Math.Min(trials, arguments.GetValue(_running));
                MeasureFollowing(Path.Combine(root, "follow"), slurm, trials, running, arguments.GetValue(_seconds), output);
            }

            if (arguments.GetValue(_whole) is > 0 and int whole)
                MeasureWhole(Path.Combine(root, "whole"), slurm, whole, output);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void MeasureMerge(string folder, int trials, TextWriter output)
    {
        const int Epochs = 50;
        var sweep = new FollowedSweep(folder, trials, Epochs);
        sweep.GiveAll();
        var tasks = new PlayedTasks(sweep.Folder);
        for (int trial = 1; trial <= trials; trial++)
            tasks.Finish(trial, Epochs);
        long started = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        sweep.Follow(cluster: null, new NullObserver(), CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        long epochs = (long)trials * Epochs;
        output.WriteLine(
            $"Merging {Figures.Count(epochs)} epochs of {Figures.Count(trials)} trials: "
            + $"{Figures.Count((long)(epochs / seconds))} a second, "
            + $"{Figures.Count((long)(epochs / processor))} a second of processor time; {Memory()} MB of memory at most");
    }

    private static void MeasureFollowing(
        string folder, StandInSlurm slurm, int trials, int running, int seconds, TextWriter output)
    {
        StandInSlurm.Holds = true;
        var sweep = new FollowedSweep(folder, trials, epochs: 100_000);
        var tasks = new PlayedTasks(sweep.Folder);
        var delays = new DelayObserver();
        using var stop = new CancellationTokenSource();
        var following = Task.Run(() => sweep.Follow(SlurmCluster.Find(), delays, stop.Token));
        int pieces = (trials + 1000) / 1001;
        while (slurm.Submissions < pieces && !following.IsCompleted)
            Thread.Sleep(100);
        output.WriteLine($"{Figures.Count(trials)} trials were submitted in {slurm.Submissions} pieces");

        for (int trial = 1; trial <= running; trial++)
        {
            slurm.Start(((trial - 1) / 1001) + 1, (trial - 1) % 1001);
            File.WriteAllText(sweep.Folder.Mark(((trial - 1) / 1001) + 1, (trial - 1) % 1001), "");
            tasks.Begin(trial);
        }

        // What has begun is read first.
        Thread.Sleep(TimeSpan.FromSeconds(10));
        int asked = slurm.Asked.Length;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Watch(seconds, TimeSpan.FromSeconds(30), () => Each(running, tasks.Live));
        double share = (Environment.CpuUsage.TotalTime - before).TotalSeconds / seconds;
        double[] pauses = [.. slurm.Asked.Skip(asked).Zip(slurm.Asked.Skip(asked + 1), (a, b) => b - a)];
        output.WriteLine(
            $"Waiting for {Figures.Count(running)} that run and {Figures.Count(trials - running)} that are queued: "
            + $"{Figures.Percent(share)} of a core; the queue was asked for {slurm.Asked.Length - asked} times, "
            + $"{string.Join(", ", pauses.Select(p => $"{p:0}"))} seconds apart");

        int epoch = 0;
        before = Environment.CpuUsage.TotalTime;
        Watch(seconds, TimeSpan.FromSeconds(1), () =>
        {
            epoch++;
            Each(running, trial => tasks.EndEpoch(trial, epoch, Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency));
        });
        share = (Environment.CpuUsage.TotalTime - before).TotalSeconds / seconds;
        Thread.Sleep(TimeSpan.FromSeconds(3));
        double[] all = delays.Delays;
        output.WriteLine(
            $"{Figures.Count(running)} shards growing at once, {Figures.Count(all.Length)} epochs: read "
            + $"{Figures.Seconds(all[all.Length / 2])} s after they were written by median, "
            + $"{Figures.Seconds(all[all.Length * 99 / 100])} s by the 99th of a hundred, "
            + $"{Figures.Seconds(all[^1])} s at most; {Figures.Percent(share)} of a core, writing them included; {Memory()} MB");
        stop.Cancel();
        following.Wait();
        StandInSlurm.Holds = false;
    }

    private static void MeasureWhole(string folder, StandInSlurm slurm, int trials, TextWriter output)
    {
        int before = slurm.Submissions;
        RunCost cost = WholeRun.Measure(folder, trials);
        output.WriteLine(
            $"A run of {Figures.Count(trials)} trials in {slurm.Submissions - before} pieces: {Figures.Seconds(cost.Seconds)} "
                + "s, "
            + $"of which the run itself took {Figures.Seconds(cost.ProcessorSeconds)} processor seconds and "
            + $"{Figures.Count((long)(cost.PeakBytes / Megabyte))} MB");
    }

    private static void Watch(int seconds, TimeSpan pace, Action act)
    {
        long started = Stopwatch.GetTimestamp();
        for (int turn = 1; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; turn++)
        {
            act();
            TimeSpan left = (pace * turn) - Stopwatch.GetElapsedTime(started);
            TimeSpan end = TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(started);
            TimeSpan pause = left < end ? left : end;
            if (pause > TimeSpan.Zero)
                Thread.Sleep(pause);
        }
    }

    private static void Each(int count, Action<int> act)
    {
        for (int trial = 1; trial <= count; trial++)
            act(trial);
    }

    private static string Memory()
    {
        using Process self = Process.GetCurrentProcess();
        return Figures.Count((long)(self.PeakWorkingSet64 / Megabyte));
    }
}
