using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests.NetworkTrials;

public sealed class KernelWarmUpTests
{
    [Theory]
    [InlineData("parameters: {epochs: 5, architecture: linear}")]
    [InlineData("parameters: {architecture: \"1000000-1000000\"}")]
    [InlineData("parameters: {batch_size: full, optimizer: adam, dropout: 0.5, batch_normalization: true, augmentation: {shift: "
        + "2}}")]
    [InlineData("parameters: {architecture: 8c5-p2-16c3v-p2-32, batch_normalization: true, dropout: 0.5, optimizer: momentum}")]
    [InlineData("parameters: {architecture: 512c9-512c9-512c9}")]
    [InlineData("parameters: {architecture: 8c5-p2-32, kernel: reference}")]
    [InlineData("method: random\nrun_cap: 3\nparameters: {learning_rate: {min: 0.01, max: 0.1}, epochs: 0}")]
    [InlineData("parameters: {learning_rate: 1.0e+38, loss: mean_squared_error}")]
    public async Task Start_AnyExperiment_EndsWithoutAnError(string rest) =>
        await KernelWarmUp.Start(ExperimentText.Load(ExperimentText.WithDigits(rest))).WaitAsync(TimeSpan.FromMinutes(5));
}
