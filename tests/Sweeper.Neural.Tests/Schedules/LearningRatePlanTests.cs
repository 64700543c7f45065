using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Tests.Schedules;

public sealed class LearningRatePlanTests
{
    [Fact]
    public void At_Constant_IsTheLearningRate() =>
        Assert.Equal([0.3, 0.3, 0.3], Rates(new ConstantSchedule(), warmupEpochs: 0, stepsPerEpoch: 1, epochs: 3));

    [Fact]
    public void At_Step_ChangesBetweenEpochs() => Assert.Equal(
        [0.3, 0.3, 0.3, 0.3, 0.15, 0.15, 0.15, 0.15],
        Rates(new StepSchedule(2, 0.5), warmupEpochs: 0, stepsPerEpoch: 2, epochs: 4));

    [Fact]
    public void At_WarmUp_GrowsInEqualPartsToTheRate() => Assert.Equal(
        [0.075, 0.15, 0.225, 0.3, 0.3],
        Rates(new ConstantSchedule(), warmupEpochs: 1.5, stepsPerEpoch: 2, epochs: 2).Append(0.3),
        (x, y) => Math.Abs(x - y) < 1e-12);

    [Fact]
    public void At_WarmUp_LeavesTheScheduleTheRemainingSteps()
    {
        double[] warmed = Rates(new CosineSchedule(0.1), warmupEpochs: 1, stepsPerEpoch: 4, epochs: 3);

        Assert.Equal(Rates(new CosineSchedule(0.1), warmupEpochs: 0, stepsPerEpoch: 4, epochs: 2), warmed[4..]);
    }

    [Fact]
    public void At_WarmUpLongerThanTraining_NeverReachesTheRate() =>
        Assert.All(Rates(new ConstantSchedule(), warmupEpochs: 100, stepsPerEpoch: 3, epochs: 2), rate =>
            Assert.InRange(rate, 0.01, 0.299));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(7, 5)]
    public void At_OneCycleOfAnyLength_StaysBetweenItsEndAndTheRate(int stepsPerEpoch, int epochs) => Assert.All(
        Rates(new OneCycleSchedule(0.3, 25, 10_000), warmupEpochs: 0, stepsPerEpoch, epochs),
        rate => Assert.InRange(rate, 0.3 / 250_000 * 0.999, 0.3));

    private static double[] Rates(ISchedule schedule, double warmupEpochs, int stepsPerEpoch, int epochs)
    {
        var plan = new LearningRatePlan(0.3, schedule, warmupEpochs, stepsPerEpoch, epochs);
        return [.. Enumerable.Range(0, stepsPerEpoch * epochs).Select(step => plan.At(step))];
    }
}
