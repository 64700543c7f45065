using Sweeper.Neural.Families;
using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Tests.Schedules;

/// <summary>What every schedule keeps to.</summary>
public sealed class ScheduleContractTests
{
    private const int StepsPerEpoch = 7;
    private const int Steps = 5 * StepsPerEpoch;

    public static TheoryData<MadeMember<ISchedule>> Kinds => [.. ScheduleKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Factor_EveryStepOfATraining_IsAbove0AndAtMost1(MadeMember<ISchedule> kind)
    {
        ISchedule schedule = Create(kind);

        for (int step = 0; step < Steps; step++)
            Assert.InRange(schedule.Factor(new ScheduleProgress(step, StepsPerEpoch, Steps)), double.Epsilon, 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Factor_AnyOrderOfSteps_DependsOnTheStepAlone(MadeMember<ISchedule> kind)
    {
        ISchedule schedule = Create(kind), other = Create(kind);
        ScheduleProgress[] steps = [.. Enumerable.Range(0, Steps).Select(s => new ScheduleProgress(s, StepsPerEpoch, Steps))];

        Assert.Equal(steps.Select(schedule.Factor), steps.Reverse().Select(other.Factor).Reverse());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Settings_OfEverySchedule_EndWithTheWarmup(MadeMember<ISchedule> kind) =>
        Assert.Equal(ScheduleKinds.Warmup, kind.Settings[^1].Name);

    private static ISchedule Create(MadeMember<ISchedule> kind) =>
        kind.Create([.. kind.Settings.Where(s => s.Default is null).Select(s => (s.Name, s.IsWhole ? 2 : 0.5))]);
}
