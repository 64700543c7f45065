using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("validation_loss", "validation", "loss")]
    [InlineData("train_top_5_accuracy", "train", "top_5_accuracy")]
    [InlineData("test_accuracy", "test", "accuracy")]
    [InlineData("training_time", null, "training_time")]
    [InlineData("test_", null, "test_")]
    [InlineData("reward", null, "reward")]
    public void Parse_Name_SplitsOffTheSubset(string name, string? subset, string quantity)
    {
        MetricName metric = MetricName.Parse(name);

        Assert.Equal(subset, metric.Subset);
        Assert.Equal(quantity, metric.Quantity);
    }
}
