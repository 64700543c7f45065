using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Progress for terminals: a table that is drawn over itself, with a bar per running trial and the best so far.</summary>
internal sealed class LiveProgress(SweepPlan plan, SweepProgress progress, IAnsiConsole console, TimeProvider time)
{
    private const int LongestBar = 24;
    private const int ShortestBar = 6;

    // Room that the bar leaves to the other columns before it grows.
    private const int OtherColumns = 64;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly bool _isRepeated = plan.Trials.Any(t => t.Repeat > 1);
    private readonly long _started = time.GetTimestamp();
    private readonly int _endedBefore = progress.Snapshot().Ended;

    /// <summary>Draws while <paramref name="work"/> runs on another thread.</summary>
    public T During<T>(Func<T> work)
    {
        Task<T> task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        console.Live(Draw()).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).Start(context =>
        {
            while (!task.IsCompleted)
            {
                context.UpdateTarget(Draw());
                context.Refresh();
                Task.WhenAny(task, Task.Delay(Refresh, time)).Wait();
            }
        });
        return task.GetAwaiter().GetResult();
    }

    /// <summary>The picture of this moment.</summary>
    internal IRenderable Draw()
    {
        ProgressSnapshot now = progress.Snapshot();
        return new Rows(Running(now), new Text(string.Empty), Overall(now), Best(now));
    }

    private Table Running(ProgressSnapshot now)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumn(new TableColumn(Head("trial")) { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn(Head("epoch")) { NoWrap = true });
        table.AddColumn(new TableColumn(Head(string.Empty)) { NoWrap = true });
        table.AddColumn(new TableColumn(Head(plan.Objective.Metric.Replace('_', ' '))) { Alignment = Justify.Right });
        table.AddColumn(new TableColumn(Head("setting")));
        foreach (RunningTrial running in now.Running)
        {
            int epoch = running.LastEpoch?.Epoch ?? 0;
            table.AddRow(
                new Text(running.Trial.Number.ToString(CultureInfo.InvariantCulture), new Style(Color.Aqua)),
                Bar(running.Fraction),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{epoch}/{running.Trial.PlannedEpochs}")),
                new Text(TrialText.Metric(plan.Objective.Metric, running.LastEpoch?.Find(plan.Objective.Metric))),
                new Text(TrialText.Setting(running.Trial, plan.Space, _isRepeated)));
        }

        return table;
    }

    private Text Overall(ProgressSnapshot now)
    {
        List<string> parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{now.Ended} of {now.Total} trials"),
            string.Create(CultureInfo.InvariantCulture, $"{now.Count(TrialState.Waiting)} waiting"),
        ];
        foreach (TrialState state in new[] { TrialState.Diverged, TrialState.Failed })
        {
            if (now.Count(state) > 0)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{now.Count(state)} {state.Name()}"));
        }

        double elapsed = time.GetElapsedTime(_started).TotalSeconds;
        parts.Add($"{Durations.Format(elapsed)} elapsed");
        if (now.Ended > _endedBefore)
            parts.Add($"about {Durations.Format(elapsed / Done(now) * (now.Total - _endedBefore - Done(now)))} left");
        return new Text(string.Join(" · ", parts));
    }

    /// <summary>Trials' worth of work done since the start, running ones by their share.</summary>
    private double Done(ProgressSnapshot now) => now.Ended - _endedBefore + now.Running.Sum(r => r.Fraction);

    private Text Best(ProgressSnapshot now)
    {
        if (now.Best is not BestTrial best)
            return new Text(string.Empty);
        string setting = TrialText.Setting(best.Trial, plan.Space, _isRepeated);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"best so far: {TrialText.Metric(plan.Objective.Metric, best.Objective)}, trial {best.Trial.Number}");
        return new Text(setting.Length == 0 ? text : $"{text} ({setting})", new Style(Color.Green));
    }

    private static Text Head(string text) => new(text, new Style(Color.Grey));

    private Paragraph Bar(double fraction)
    {
        int width = Math.Clamp(console.Profile.Width - OtherColumns, ShortestBar, LongestBar);
        int full = (int)Math.Round(fraction * width);
        return new Paragraph()
            .Append(new string('━', full), new Style(Color.Aqua))
            .Append(new string('━', width - full), new Style(Color.Grey23));
    }
}
