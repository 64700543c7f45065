using Sweeper.Sweeps.Running;

namespace Sweeper.Sweeps.Tests.Running;

public class CheckpointPaceTests
{
    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public void IsDue_BeforeTheFirst_WhenATwoHundredthOfTheTimePaysForIt(int milliseconds, bool expected)
    {
        var time = new SteppedTime();
        var pace = new CheckpointPace(time, new CheckpointCost());
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(expected, pace.IsDue);
    }

    [Theory]
    [InlineData(4, 799, false)]
    [InlineData(4, 800, true)]
    [InlineData(60_000, 9_999, false)]
    [InlineData(60_000, 10_000, true)]
    public void IsDue_AfterOneWasMeasured_FollowsItsCostButWaitsNoLongerThanTenSeconds(int cost, int trained, bool expected)
    {
        var time = new SteppedTime();
        var pace = new CheckpointPace(time, new CheckpointCost());
        pace.Measure(() => time.Advance(TimeSpan.FromMilliseconds(cost)));
        time.Advance(TimeSpan.FromMilliseconds(trained));
        Assert.Equal(expected, pace.IsDue);
    }

    [Theory]
    [InlineData(3, 599, false)]
    [InlineData(3, 600, true)]
    public void IsDue_BeforeTheFirstOfALaterTrial_FollowsWhatItCostAnother(int cost, int trained, bool expected)
    {
        var time = new SteppedTime();
        var ofRun = new CheckpointCost();
        new CheckpointPace(time, ofRun).Measure(() => time.Advance(TimeSpan.FromMilliseconds(cost)));
        var pace = new CheckpointPace(time, ofRun);
        time.Advance(TimeSpan.FromMilliseconds(trained));
        Assert.Equal(expected, pace.IsDue);
    }
}
