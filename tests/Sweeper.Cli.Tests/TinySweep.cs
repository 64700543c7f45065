using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests;

/// <summary>A results folder in which <see cref="TinyExperiment.Grid"/> was run.</summary>
public sealed class TinySweep : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinySweep()
    {
        CommandRun run = CommandRun.Of("run", _folder.Write("tiny.yaml", TinyExperiment.Grid), "--results", Results);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    public string Root => _folder.Root;

    public string Results => _folder.Results;

    public void Dispose() => _folder.Dispose();
}
