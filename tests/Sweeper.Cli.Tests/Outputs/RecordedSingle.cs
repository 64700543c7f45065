using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Outputs;

/// <summary>
/// A folder in which <see cref="TinyExperiment.Single"/> was run, to be copied by each test that may damage it.
/// </summary>
public sealed class RecordedSingle : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RecordedSingle()
    {
        CommandRun run = CommandRun.Of(
            "run", _folder.Write("single.yaml", TinyExperiment.Single), "--results", _folder.Results);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    public void CopyTo(string folder)
    {
        foreach (string file in _folder.Files())
        {
            string copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(_folder.Root, file), copy);
        }
    }

    public void Dispose() => _folder.Dispose();
}
