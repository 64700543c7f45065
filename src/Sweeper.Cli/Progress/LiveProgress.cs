using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console.Rendering;
using Spectre.Console;
using Sweeper.Cli.Tables;
using Sweeper.Experiments.Prepared;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>
/// Progress for terminals: a table that is drawn over itself, with a bar per running trial and the best so far.
/// </summary>
internal sealed class LiveProgress(SweepPlan plan, SweepProgress progress, IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private const int MeasuringBar = 40;

    private readonly bool _isRepeated = plan.Repeats > 1;
    private readonly RunningTrials _running = new(plan);
    private readonly long _started = time.GetTimestamp();
    private long? _measuringSince;

    /// <summary>Draws while <paramref name="work"/> runs on another thread.</summary>
    public T During<T>(Func<T> work)
    {
        var notes = new ConcurrentQueue<string>();
        void Keep(Trial trial, string note) =>
            notes.Enqueue(string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} {note}"));
        progress.Noted += Keep;
        try
        {
            return DrawDuring(work);
        }
        finally
        {
            // What was said while the picture stood would have been drawn over.
            progress.Noted -= Keep;
            foreach (string note in notes)
                console.Profile.Out.Writer.WriteLine(note);
        }
    }

    private T DrawDuring<T>(Func<T> work)
    {
        Task<T> task = Task.Factory.StartNew(
            work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            console.Live(Draw()).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).Start(context =>
            {
                while (!task.IsCompleted)
                {
                    context.UpdateTarget(Draw());
                    context.Refresh();
                    Task.WhenAny(task, Task.Delay(Refresh, time)).Wait();
                }
            });
        }
        finally
        {
            // Whatever becomes of the picture, the work is not left in the middle.
            Task.WhenAny(task).Wait();
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>The picture of this moment.</summary>
    internal IRenderable Draw()
    {
        ProgressSnapshot now = progress.Snapshot();
        return new Rows([
            now.Measuring is { } measuring ? Measuring(measuring) : _running.Draw(now.Running, console.Profile.Width),
            new Text(string.Empty),
            .. Lines(Counts(now)).Select(line => new Text(line)),
            .. Lines(Times(now)).Select(line => new Text(line)),
            Best(now),
        ]);
    }

    private Rows Measuring(MeasuringProgress measuring) => new(
        RunningTrials.Bar((double)measuring.Done / measuring.Steps, Math.Min(MeasuringBar, console.Profile.Width)),
        new Text(string.Create(
            CultureInfo.InvariantCulture,
            $"measuring trial {measuring.Trial}, the best, on disturbed test images: {measuring.Done} of {measuring.Steps}")));

    private double? MeasuringLeft(MeasuringProgress measuring)
    {
        _measuringSince ??= time.GetTimestamp();
        return measuring.Done == 0
            ? null
            : time.GetElapsedTime(_measuringSince.Value).TotalSeconds / measuring.Done * (measuring.Steps - measuring.Done);
    }

    private static IEnumerable<string> Counts(ProgressSnapshot now)
    {
        yield return now.IsOpen
            ? string.Create(CultureInfo.InvariantCulture, $"{now.Ended} ended")
            : string.Create(CultureInfo.InvariantCulture, $"{now.Ended} of {now.Total} trials");
        TrialState[] states =
            [TrialState.Running, TrialState.Waiting, TrialState.Pruned, TrialState.Diverged, TrialState.Failed];
        foreach (TrialState state in states)
        {
            if (now.Count(state) > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{now.Count(state)} {state.Name()}");
        }
    }

    private IEnumerable<string> Times(ProgressSnapshot now)
    {
        yield return $"{Durations.Format(time.GetElapsedTime(_started).TotalSeconds)} elapsed";
        if ((now.Measuring is { } measuring ? MeasuringLeft(measuring) : TimeLeft.Estimate(now)) is double left)
            yield return $"about {Durations.Format(left)} left";
    }

    /// <summary>Parts joined by dots, in as few lines of the terminal as they fit into.</summary>
    private IEnumerable<string> Lines(IEnumerable<string> parts)
    {
        const string Dot = " · ";
        string line = "";
        foreach (string part in parts)
        {
            if (line.Length > 0 && line.Length + Dot.Length + part.Length > console.Profile.Width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? part : line + Dot + part;
        }

        yield return line;
    }

    private Text Best(ProgressSnapshot now)
    {
        if (now.Best is not BestTrial best)
            return new Text(string.Empty);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"best so far: {TrialText.Metric(plan.Objective.Metric, best.Objective)}, trial {best.Trial.Number}");
        string setting = TrialText.Setting(best.Trial, plan.Space, _isRepeated);
        return new Text(setting.Length == 0 ? text : $"{text} ({setting})", new Style(Color.Green));
    }
}
