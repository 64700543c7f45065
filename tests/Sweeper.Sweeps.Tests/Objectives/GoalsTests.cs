using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Tests.Objectives;

public class GoalsTests
{
    [Theory]
    [InlineData(Goal.Minimize, 0.1, 0.2, 0, true)]
    [InlineData(Goal.Minimize, 0.2, 0.2, 0, false)]
    [InlineData(Goal.Minimize, 0.19, 0.2, 0.05, false)]
    [InlineData(Goal.Minimize, 0.14, 0.2, 0.05, true)]
    [InlineData(Goal.Maximize, 0.3, 0.2, 0, true)]
    [InlineData(Goal.Maximize, 0.1, 0.2, 0, false)]
    [InlineData(Goal.Maximize, 0.24, 0.2, 0.05, false)]
    [InlineData(Goal.Maximize, double.NaN, 0.2, 0, false)]
    [InlineData(Goal.Minimize, double.NaN, 0.2, 0, false)]
    public void IsBetter_AgainstAnIncumbent_FollowsGoalAndDelta(
        Goal goal, double candidate, double incumbent, double delta, bool expected) =>
        Assert.Equal(expected, goal.IsBetter(candidate, incumbent, delta));

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(double.NaN, false)]
    public void IsBetter_WithoutIncumbent_AnyNumberIs(double candidate, bool expected) =>
        Assert.Equal(expected, Goal.Maximize.IsBetter(candidate, null, 10));

    [Theory]
    [InlineData(Goal.Minimize)]
    [InlineData(Goal.Maximize)]
    public void Name_Parsed_GivesTheGoal(Goal goal) => Assert.Equal(goal, Goals.Parse(goal.Name()));
}
