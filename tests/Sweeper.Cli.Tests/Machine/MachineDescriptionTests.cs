using Sweeper.Cli.Machine;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Machine;

public sealed class MachineDescriptionTests
{
    [Fact]
    public void Capture_ThisProcess_DescribesIt()
    {
        SweepEnvironment environment = MachineDescription.Capture(["run", "my file.yaml"], 3, DateTimeOffset.UnixEpoch);

        Assert.Equal("sweeper run 'my file.yaml'", environment.CommandLine);
        Assert.Equal((Environment.ProcessId, Environment.ProcessorCount), (environment.ProcessId, environment.Cores));
        Assert.Equal(3, environment.Parallel);
        Assert.Matches(@"^\d+\.\d+\.\d+$", environment.Version);
        Assert.Matches(@".+, (no vectors|\d+-bit vectors), kernels \d+$", environment.Processor);
        Assert.StartsWith(".NET ", environment.Runtime, StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.UnixEpoch, environment.StartedAt);
    }

    [Theory]
    [InlineData("A processor, 512-bit vectors", true)]
    [InlineData("A processor, 512-bit vectors, kernels 1", true)]
    [InlineData("A processor, kernels 1, no vectors", true)]
    [InlineData("A processor, 512-bit vectors, kernels 99", false)]
    public void HasEarlierKernels_RecordedProcessor_IsSeenByTheVersion(string processor, bool isEarlier)
    {
        SweepEnvironment here = MachineDescription.Capture(["run"], 1, DateTimeOffset.UnixEpoch);

        Assert.Equal(isEarlier, MachineDescription.HasEarlierKernels(here with { Processor = processor }));
        Assert.False(MachineDescription.HasEarlierKernels(here));
    }
}
