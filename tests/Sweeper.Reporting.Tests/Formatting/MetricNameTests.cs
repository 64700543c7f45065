using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("validation_rmse", "validation RMSE", "RMSE")]
    [InlineData("train_r2", "train R²", "R²")]
    [InlineData("top_5_accuracy", "top 5 accuracy", "Top 5 accuracy")]
    public void Words_Name_AreThoseOfTitlesToo(string name, string words, string title)
    {
        MetricName metric = MetricName.Parse(name);

        Assert.Equal((words, title), (metric.Words, metric.QuantityTitle));
    }

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
