namespace Sweeper.EndToEnd.Tests.Faults;

/// <summary>What comes of <see cref="SmallSweep"/> when nothing fails, for all tests of a class.</summary>
public sealed class UndisturbedSweep : IAsyncLifetime
{
    /// <summary>As <see cref="SmallSweep.ReadAsync"/> gives it.</summary>
    public string Content { get; private set; } = "";

    public async Task InitializeAsync()
    {
        using TemporaryFolder folder = new();
        folder.Write(SmallSweep.File, SmallSweep.Text);
        (await SmallSweep.RunAsync(folder.Root, "results")).With(exitCode: 0);
        Content = await SmallSweep.ReadAsync(folder.Root, "results");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
