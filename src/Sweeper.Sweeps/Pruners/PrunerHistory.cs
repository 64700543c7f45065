using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>What the trials of a sweep have reported, as far as a pruner looks at it. For one thread.</summary>
/// <param name="goal">The direction in which the objective is better.</param>
/// <param name="peers">The trials whose values are kept by rung.</param>
public sealed class PrunerHistory(Goal goal, PrunerPeers peers)
{
    private readonly Dictionary<int, RankedValues> _rungs = [];
    private readonly Dictionary<int, TrialCourse> _running = [];

    /// <summary>The direction in which the objective is better.</summary>
    public Goal Goal => goal;

    /// <summary>How many trials have completed.</summary>
    public int CompletedTrials { get; private set; }

    /// <summary>The values of the peers at a rung.</summary>
    public RankedValues At(int rung)
    {
        if (!_rungs.TryGetValue(rung, out RankedValues? values))
            _rungs.Add(rung, values = new RankedValues(goal));
        return values;
    }

    /// <summary>The best value of a running trial so far; NaN when it has none.</summary>
    public double BestOf(int trial) => _running.TryGetValue(trial, out TrialCourse? course) ? course.Best : double.NaN;

    /// <summary>Forgets what a trial reported in an earlier attempt; the places it took at rungs remain.</summary>
    public void Start(int trial) => _running[trial] = new TrialCourse(goal);

    /// <summary>Takes in a value of a running trial.</summary>
    public void Report(int trial, double value) => CourseOf(trial).Report(value);

    /// <summary>Takes in that a running trial has come to a rung.</summary>
    public void Arrive(int trial, int rung, double value)
    {
        if (peers == PrunerPeers.Arrived)
            At(rung).Add(value);
        else
            CourseOf(trial).Rungs[rung] = value;
    }

    /// <summary>Takes in that a trial has ended. Only completed ones are peers of <see cref="PrunerPeers.Completed"/>.</summary>
    public void End(int trial, bool isCompleted)
    {
        _running.Remove(trial, out TrialCourse? course);
        if (!isCompleted)
            return;
        CompletedTrials++;
        foreach ((int rung, double value) in course?.Rungs ?? [])
            At(rung).Add(value);
    }

    private TrialCourse CourseOf(int trial)
    {
        if (!_running.TryGetValue(trial, out TrialCourse? course))
            _running.Add(trial, course = new TrialCourse(goal));
        return course;
    }

    private sealed class TrialCourse(Goal goal)
    {
        private double? _best;

        public Dictionary<int, double> Rungs { get; } = [];

        public double Best => _best ?? double.NaN;

        public void Report(double value)
        {
            if (goal.IsBetter(value, _best))
                _best = value;
        }
    }
}
