using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class HyperparameterScaleTests
{
    [Fact]
    public void Of_FewListedValues_KeepsThemInTheirOrder()
    {
        HyperparameterScale scale = Scale(["big", "small", "middle"]);

        Assert.False(scale.IsRange);
        Assert.Equal(["big", "small", "middle"], scale.Levels.Select(l => l.ToString()));
    }

    [Fact]
    public void Of_NumbersDrawnEvenly_DividesTheRange()
    {
        HyperparameterScale scale = Scale([.. Enumerable.Range(0, 61).Select(i => (HyperparameterValue)(i / 60.0)).Reverse()]);

        Assert.True(scale.IsRange);
        Assert.False(scale.IsLogarithmic);
        Assert.Equal(["0 – 0.17", "0.17 – 0.33", "0.33 – 0.5", "0.5 – 0.67", "0.67 – 0.83", "0.83 – 1"],
            scale.Levels.Select(l => l.ToString()));
        Assert.Equal([0, 5], new[] { scale.LevelOfValue[0], scale.LevelOfValue[^1] });
    }

    [Fact]
    public void Of_NumbersDrawnByLogarithm_IsLogarithmic()
    {
        HyperparameterScale scale = Scale([.. Enumerable.Range(0, 61)
            .Select(i => (HyperparameterValue)Math.Pow(10, -4 + i / 20.0))]);

        Assert.True(scale.IsLogarithmic);
        Assert.Equal("0.1", scale.Label(scale.Values[^1]));
        Assert.Equal(6, scale.LevelOfValue.Distinct().Count());
    }

    [Fact]
    public void Levelled_TrialInARange_HasItsDivision()
    {
        HyperparameterValue[] values = [.. Enumerable.Range(0, 61).Select(i => (HyperparameterValue)(i / 60.0))];
        SweepSnapshot snapshot = Snapshot(values);

        Assert.Equal("0 – 0.17", snapshot.Levelled.Trials[0].Values["x"].ToString());
        Assert.Equal("0.83 – 1", snapshot.Levelled.Trials[^1].Values["x"].ToString());
    }

    private static HyperparameterScale Scale(HyperparameterValue[] values) => Snapshot(values).Scales[0];

    private static SweepSnapshot Snapshot(HyperparameterValue[] values)
    {
        FakeSweepReader reader = SampleSweep.Of(
            new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "x", Values = [.. values] }] },
            values.Select((v, i) => SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("x", v), 0.5)));
        return new SweepSnapshot(reader, reader.Sweep);
    }
}
