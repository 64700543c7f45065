using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Schedules;

namespace Sweeper.Training.Hyperparameters;

/// <summary>How the learning rate changes in the course of a training; each schedule may have a warm-up before it.</summary>
public sealed class ScheduleHyperparameter : NamedHyperparameter
{
    internal ScheduleHyperparameter()
        : base(
            HyperparameterNames.Schedule,
            "how the learning rate changes from step to step",
            FamilyChoices.Of(ScheduleKinds.All),
            "{name: cosine, warmup: 1}",
            "constant") => IsOff = true;
}
