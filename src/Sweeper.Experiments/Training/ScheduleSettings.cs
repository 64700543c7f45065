using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Schedules;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>The hyperparameter <c>schedule</c> in the engine's terms.</summary>
/// <param name="Schedule">What becomes of the learning rate.</param>
/// <param name="WarmupEpochs">Before it; at least 0.</param>
internal sealed record ScheduleSettings(ISchedule Schedule, double WarmupEpochs)
{
    public static ScheduleSettings From(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        ISchedule schedule = reader.Name(HyperparameterNames.Schedule) switch
        {
            "constant" => new ConstantSchedule(),
            "step" => new StepSchedule((int)Setting(ScheduleHyperparameter.Every), Setting(ScheduleHyperparameter.Factor)),
            "exponential" => new ExponentialSchedule(Setting(ScheduleHyperparameter.Factor)),
            "cosine" => new CosineSchedule(Setting(ScheduleHyperparameter.FinalFactor)),
            "one_cycle" => new OneCycleSchedule(
                Setting(ScheduleHyperparameter.Peak),
                Setting(ScheduleHyperparameter.StartDivisor),
                Setting(ScheduleHyperparameter.FinalDivisor)),
            string other => throw SettingsReader.Unknown(HyperparameterNames.Schedule, other),
        };
        return new ScheduleSettings(schedule, Setting(ScheduleHyperparameter.Warmup));

        double Setting(string name) => reader.Setting(HyperparameterNames.Schedule, name);
    }
}
