using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class StepLossesTests
{
    [Fact]
    public void Add_StepsOfAPoint_MakeTheirMean()
    {
        var losses = new StepLosses(3);

        foreach (double loss in (double[])[1, 2, 6, 10, 20])
            losses.Add(loss);

        Assert.Equal([3f], losses.Points.ToArray());
        Assert.Equal(3, losses.Every);
    }

    [Fact]
    public void Add_MoreThanThereIsRoomFor_JoinsEachTwo()
    {
        var losses = new StepLosses(2);

        for (int i = 0; i < 2 * StepLosses.MostPoints; i++)
            losses.Add(i / 4);

        Assert.Equal(4, losses.Every);
        Assert.Equal([.. Enumerable.Range(0, StepLosses.MostPoints / 2).Select(i => (float)i)], losses.Points.ToArray());
    }

    [Fact]
    public void Add_ALossThatIsNone_LeavesTheOthers()
    {
        var losses = new StepLosses(1);

        losses.Add(1);
        losses.Add(double.NaN);
        losses.Add(2);

        Assert.Equal([1f, float.NaN, 2f], losses.Points.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 0 0 0")]
    [InlineData("5 0 5 0")]
    [InlineData("5 4096 0 0")]
    [InlineData("5 1 0")]
    [InlineData("5 1 0 x")]
    public void State_Nonsense_IsRefused(string state) =>
        Assert.Throws<InvalidDataException>(() => new StepLosses(1) { State = state });
}
