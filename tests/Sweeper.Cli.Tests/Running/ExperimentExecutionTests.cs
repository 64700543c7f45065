using Sweeper.Cli.Running;

namespace Sweeper.Cli.Tests.Running;

public sealed class ExperimentExecutionTests
{
    [Theory]
    [InlineData(0, 8, 8)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 8, 2)]
    [InlineData(5, 8, 1)]
    [InlineData(100, 8, 1)]
    public void CoresPerTrial_FewerTrialsThanCores_SharesTheCores(int left, int cores, int expected) =>
        Assert.Equal(expected, ExperimentExecution.CoresPerTrial(left, cores));
}
