using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Peers;

/// <summary>Another program that trains the same network.</summary>
internal abstract class PeerProgram
{
    /// <summary>As tables head its column.</summary>
    public abstract string Name { get; }

    /// <summary>How it is started, one thread only, but for the arguments that all peers take.</summary>
    protected abstract PeerProcess Start(IReadOnlyList<string> arguments);

    /// <summary>Runs it to its end.</summary>
    /// <param name="dataFolder">The folder with MNIST's files.</param>
    /// <param name="hidden">The network.</param>
    /// <param name="learningRate">Greater than 0.</param>
    /// <param name="epochs">At least 1.</param>
    /// <returns>The time of each epoch.</returns>
    /// <exception cref="PeerException">It failed, or did not print a line for every epoch.</exception>
    public IReadOnlyList<EpochTime> Run(string dataFolder, NetworkNotation hidden, double learningRate, int epochs)
    {
        PeerProcess ended = Start(
            [dataFolder, hidden.ToString(), $"{learningRate}", $"{TrainedNetwork.BatchSize}", $"{epochs}"]);
        IReadOnlyList<EpochTime> times = PeerOutput.Read(ended.Output);
        return ended.ExitCode == 0 && times.Count == epochs
            ? times
            : throw new PeerException(
                $"{Name} with {hidden.NetworkText} ended with code {ended.ExitCode} after {times.Count} of {epochs} epochs: "
                + $"{ended.LastError}");
    }
}
