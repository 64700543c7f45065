namespace Sweeper.Neural.Schedules;

/// <summary>
/// The learning rate of every step of a training. In the steps of a warm-up the rate grows in equal parts to where the schedule
/// starts (Goyal et al. 2017, Accurate, Large Minibatch SGD, §2.2); the schedule then has the remaining steps to itself.
/// </summary>
public sealed class LearningRatePlan
{
    private readonly double _learningRate;
    private readonly ISchedule _schedule;
    private readonly long _warmupSteps;
    private readonly long _totalSteps;

    /// <param name="learningRate">Greater than 0.</param>
    /// <param name="schedule">What becomes of it.</param>
    /// <param name="warmupEpochs">At least 0; parts of an epoch are rounded to whole steps.</param>
    /// <param name="stepsPerEpoch">At least 1.</param>
    /// <param name="epochs">At least 0.</param>
    public LearningRatePlan(double learningRate, ISchedule schedule, double warmupEpochs, int stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        _learningRate = learningRate;
        _schedule = schedule;
        _totalSteps = (long)stepsPerEpoch * epochs;
        _warmupSteps = (long)Math.Min(Math.Round(warmupEpochs * stepsPerEpoch), _totalSteps);
        StepsPerEpoch = stepsPerEpoch;
    }

    public int StepsPerEpoch { get; }

    /// <summary>The learning rate of a step, counted from 0 over all epochs.</summary>
    public double At(long step)
    {
        var scheduled = new ScheduleProgress(
            Math.Max(step - _warmupSteps, 0), StepsPerEpoch, Math.Max(_totalSteps - _warmupSteps, 1));
        double warmed = step < _warmupSteps ? (step + 1) / (double)(_warmupSteps + 1) : 1;
        return _learningRate * warmed * _schedule.Factor(scheduled);
    }
}
