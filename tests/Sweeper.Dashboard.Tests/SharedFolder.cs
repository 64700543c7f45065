namespace Sweeper.Dashboard.Tests;

/// <summary>A served folder for all tests of a class that change nothing in it.</summary>
public sealed class SharedFolder : IAsyncLifetime
{
    internal ServedFolder Served { get; private set; } = null!;

    public async Task InitializeAsync() => Served = await ServedFolder.StartAsync();

    public Task DisposeAsync() => Served.DisposeAsync().AsTask();
}
