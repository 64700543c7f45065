using System.Text.Json;
using Sweeper.Reporting.Data;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Data;

public sealed class DataBlockTests
{
    [Theory]
    [InlineData("</script>")]
    [InlineData("<!-- & ' +")]
    [InlineData("\u2028\u2029\u202E\u2066\u0007\u001b\u0000")]
    [InlineData("\ufeff\u00a0\U0001F600")]
    public void Of_HostileTexts_IsPlainAsciiThatReadsBack(string text)
    {
        FakeSweepReader reader = SampleSweep.Of(
            new SearchSpace { Hyperparameters = [new Hyperparameter { Name = text, Values = [text, "other"] }] },
            [SampleTrial.Ended(1, HyperparameterValues.Empty.With(text, text), TrialState.Failed, text, [])]);

        string json = DataBlock.Of(new SweepSnapshot(reader, reader.Sweep)).Value;

        Assert.DoesNotMatch("[<>&'+\\x00-\\x1f\\x7f-\\uffff]", json);
        JsonElement data = JsonDocument.Parse(json).RootElement;
        Assert.Equal(text, data.GetProperty("reasons")[0].GetString());
        Assert.Equal(text, data.GetProperty("hyperparameters")[0].GetProperty("name").GetString());
        Assert.Equal(text, data.GetProperty("hyperparameters")[0].GetProperty("values")[0].GetString());
    }

    [Fact]
    public void Of_Grid_HasEveryTrialInTheOrderOfTheLeaderboard()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        var snapshot = new SweepSnapshot(reader, reader.Sweep);

        JsonElement data = JsonDocument.Parse(DataBlock.Of(snapshot).Value).RootElement;

        Assert.Equal(
            snapshot.Entries.Select(e => e.Trial.Number),
            data.GetProperty("trials").GetProperty("number").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal("validation accuracy",
            data.GetProperty("metrics")[data.GetProperty("objective").GetInt32()].GetProperty("words").GetString());
        Assert.Equal(17, data.GetProperty("curves").GetProperty("epochs")[0].GetInt32());
        Assert.Equal(17, data.GetProperty("curves").GetProperty("values")[0][0].GetArrayLength());
    }

    [Fact]
    public void Of_NumbersOfTrials_HaveAllTheirDigits()
    {
        const double Rate = 0.0603499097344227, Accuracy = 0.912345678901234;
        FakeSweepReader reader = SampleSweep.Of(
            new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [Rate, 0.5] }] },
            [SampleTrial.Scored(1, HyperparameterValues.Empty.With("rate", Rate), Accuracy)]);

        JsonElement data = JsonDocument.Parse(DataBlock.Of(new SweepSnapshot(reader, reader.Sweep)).Value).RootElement;

        Assert.Equal(Rate, data.GetProperty("hyperparameters")[0].GetProperty("numbers")[0].GetDouble());
        Assert.Equal("0.06035", data.GetProperty("hyperparameters")[0].GetProperty("values")[0].GetString());
        Assert.Equal(Accuracy, data.GetProperty("trials").GetProperty("metrics")[0][0].GetDouble());
        Assert.Equal(1, data.GetProperty("best").GetInt32());
    }

    [Fact]
    public void Of_NotFiniteMetrics_WritesNull()
    {
        SampleTrial trial = SampleTrial.Ended(1, HyperparameterValues.Empty, TrialState.Diverged, "NaN",
            SampleCurves.Diverging(3));
        FakeSweepReader reader = SampleSweep.Of(new SearchSpace { Hyperparameters = [] }, [trial]);

        JsonElement data = JsonDocument.Parse(DataBlock.Of(new SweepSnapshot(reader, reader.Sweep)).Value).RootElement;

        int loss = data.GetProperty("curves").GetProperty("metrics").EnumerateArray().ToList()
            .FindIndex(m => data.GetProperty("metrics")[m.GetInt32()].GetProperty("words").GetString() == "train loss");
        Assert.Equal(JsonValueKind.Null, data.GetProperty("curves").GetProperty("values")[loss][0][2].ValueKind);
    }
}
