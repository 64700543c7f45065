using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Tests.Training;

/// <summary>The plan of a first epoch whose steps all have one learning rate.</summary>
internal static class ConstantRate
{
    public static LearningRatePlan Of(double learningRate) =>
        new(learningRate, new ConstantSchedule(), warmupEpochs: 0, stepsPerEpoch: 1, epochs: 1);
}
