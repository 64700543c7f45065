using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class CalibrationTests
{
    [Fact]
    public void Of_TwoBins_GivesTheErrorsByTheirDefinition()
    {
        // Sure by 0.875 and right, by 0.75 and wrong, by 0.5 and right.
        var calibration = Calibration.Of([0.875f, 0.125f, 0.25f, 0.75f, 0.5f, 0.5f], [0, 0, 0], classes: 2, bins: 2);

        Assert.Equal(new ReliabilityBin(0, 0.5, 1, 0.5, 1), calibration.Bins[0]);
        Assert.Equal(new ReliabilityBin(0.5, 1, 2, 0.8125, 0.5), calibration.Bins[1]);
        Assert.Equal(((1 * 0.5) + (2 * 0.3125)) / 3, calibration.ExpectedError, 12);
        Assert.Equal(0.5, calibration.GreatestError, 12);
    }

    [Fact]
    public void Of_AsOftenRightAsItSays_HasNoError()
    {
        float[] row = [0.75f, 0.25f];

        var calibration = Calibration.Of([.. row, .. row, .. row, .. row], [0, 0, 1, 0], classes: 2);

        Assert.Equal(0, calibration.ExpectedError, 12);
        Assert.Equal(Calibration.UsualBins, calibration.Bins.Length);
    }

    [Fact]
    public void Of_SureAndUnsureAtTheEnds_FallInTheOuterBins()
    {
        var calibration = Calibration.Of([1, 0, 0, 0], [0, 1], classes: 2, bins: 4);

        Assert.Equal([1, 0, 0, 1], calibration.Bins.Select(b => b.Count));
        Assert.Equal((null, null), (calibration.Bins[1].Accuracy, calibration.Bins[1].MeanConfidence));
    }

    [Fact]
    public void Of_Nothing_HasNoError() =>
        Assert.Equal((0, 0), (Calibration.Of([], [], 3).ExpectedError, Calibration.Of([], [], 3).GreatestError));

    [Fact]
    public void Of_RowMissing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Calibration.Of(new float[4], new int[3], 2));
}
