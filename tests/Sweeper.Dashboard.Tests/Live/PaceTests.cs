using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Tests.Live;

public sealed class PaceTests
{
    [Fact]
    public async Task IsDue_NothingWasCommittedSince_IsNot()
    {
        var pace = new Pace(new SetTime());

        Assert.True(pace.IsDue("a"));
        await pace.MeasureAsync("a", () => Task.FromResult(0));

        Assert.False(pace.IsDue("a"));
        Assert.True(pace.IsDue("b"));
    }

    [Fact]
    public void IsDue_ItTakesLong_RestsUntilItHasASmallShareOfTheTime()
    {
        var time = new SetTime();
        var pace = new Pace(time);

        pace.Spend(TimeSpan.FromSeconds(5));
        Assert.False(pace.IsDue("a"));
        time.Pass(TimeSpan.FromSeconds(49));
        Assert.False(pace.IsDue("a"));
        time.Pass(TimeSpan.FromSeconds(2));
        Assert.True(pace.IsDue("a"));

        pace.Spend(TimeSpan.FromHours(1));
        time.Pass(TimeSpan.FromSeconds(119));
        Assert.False(pace.IsDue("a"));
        time.Pass(TimeSpan.FromSeconds(2));
        Assert.True(pace.IsDue("a"));
    }

    private sealed class SetTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
