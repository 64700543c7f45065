using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Tests.Live;

public sealed class PaceTests
{
    [Fact]
    public async Task IsDue_NothingWasCommittedSince_IsNot()
    {
        var time = new SetTime();
        var pace = new Pace(new Budget(time, 0.02, TimeSpan.FromMinutes(2)), time);

        Assert.True(pace.IsDue("a"));
        await pace.MeasureAsync("a", () => Task.FromResult(0));

        Assert.False(pace.IsDue("a"));
        Assert.True(pace.IsDue("b"));
    }

    [Fact]
    public async Task IsDue_NothingIsLeft_StillIsTheFirstTime()
    {
        var time = new SetTime();
        var budget = new Budget(time, 0, TimeSpan.FromMinutes(2));
        Pace pace = new(budget, time), other = new(budget, time);

        await pace.MeasureAsync("a", () => Task.FromResult(0));

        Assert.False(pace.IsDue("b"));
        Assert.True(other.IsDue("b"));
    }

    [Fact]
    public async Task IsDue_ItTakesLong_RestsUntilItHasASmallShareOfTheTime()
    {
        var time = new SetTime();
        var budget = new Budget(time, 0.02, TimeSpan.FromMinutes(2));
        Pace pace = new(budget, time), other = new(budget, time);
        await pace.MeasureAsync("before", () => Task.FromResult(0));
        await other.MeasureAsync("before", () => Task.FromResult(0));

        budget.Spend(TimeSpan.FromSeconds(1.8));
        Assert.False(pace.IsDue("a"));
        time.Pass(TimeSpan.FromSeconds(49));
        Assert.False(pace.IsDue("a"));
        time.Pass(TimeSpan.FromSeconds(2));
        Assert.True(pace.IsDue("a"));
        Assert.True(other.IsDue("a"));

        budget.Spend(TimeSpan.FromHours(1));
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
