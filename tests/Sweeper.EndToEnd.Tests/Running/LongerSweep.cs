namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>What comes of <see cref="Experiments.Longer"/> when nobody stops it, for all tests of a class.</summary>
public sealed class LongerSweep : IAsyncLifetime
{
    /// <summary>See <see cref="SweepContent.Table"/>.</summary>
    public string[] Table { get; private set; } = [];

    /// <summary>See <see cref="SweepContent.Weights"/>.</summary>
    public string[] Weights { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using TemporaryFolder folder = new();
        folder.Write("longer.yaml", Experiments.Longer);
        (await SweeperCommand.RunAsync(folder.Root, "run", "longer.yaml", "--parallel", "2", "--no-report")).With(exitCode: 0);
        var content = new SweepContent(folder.File("results"));
        (Table, Weights) = (content.Table, content.Weights);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
