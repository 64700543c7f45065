using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Tests;

/// <summary>A served folder whose sweep has a hostile text wherever a user can write one, with a secret beside it.</summary>
public sealed class HostileFolder : IAsyncLifetime
{
    public const string Text = "</script></section></main><template data-part=\"now\"></template><script>alert(1)</script><img "
        + "src=x onerror=alert(1)> ' \" & \u202e";

    internal ServedFolder Served { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Served = await ServedFolder.StartAsync();
        Served.Around.Write("secret.txt", "a secret");
        using var sweep = new RecordedSweep(Served.Results, text: Text);
        sweep.Train(1, 0.5);
        sweep.Train(2, 0.6);
        sweep.Start(3);
        sweep.End(3, null, TrialState.Failed, Text);
        Served.Around.Write("results/grid/trials/1/output.log", "an output");
    }

    public Task DisposeAsync() => Served.DisposeAsync().AsTask();
}
