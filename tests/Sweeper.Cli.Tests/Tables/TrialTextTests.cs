using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Tables;

public sealed class TrialTextTests
{
    [Fact]
    public void Setting_FixedAndSweptHyperparameters_NamesTheSweptOnes()
    {
        SweepPlan plan = Sample.Plan();

        const string Swept = "activation=relu, learning_rate=0.1";
        Assert.Equal(Swept, TrialText.Setting(plan.Trials[0], plan.Space, isRepeated: false));
        Assert.Equal($"{Swept}, repeat 1", TrialText.Setting(plan.Trials[0], plan.Space, isRepeated: true));
    }

    [Fact]
    public void Setting_HyperparameterThatTheTrialLacks_IsLeftOut()
    {
        var values = new HyperparameterValues([KeyValuePair.Create("learning_rate", (HyperparameterValue)1e-5)]);

        Assert.Equal("learning_rate=1e-05", TrialText.Setting(values, Sample.Space()));
    }

    [Theory]
    [InlineData("validation_accuracy", 0.9753, "97.53\u00a0%")]
    [InlineData("validation_loss", 0.0712, "0.07120")]
    [InlineData("validation_loss", null, "–")]
    [InlineData("validation_loss", double.NaN, "NaN")]
    public void Metric_Value_IsWrittenAsTheReportWritesIt(string metric, double? value, string expected) =>
        Assert.Equal(expected, TrialText.Metric(metric, value));
}
