using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Programs.Reports.FileForms;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Outputs;

/// <summary>The metrics of a sweep as TensorBoard reads them: a folder for each trial, with a file of events.</summary>
internal static class TensorBoardFolder
{
    /// <summary>Writes the trials that have epochs.</summary>
    /// <param name="folder">The folder with a folder per trial; what lies there already stays, but for files of the same
    /// names.</param>
    /// <param name="reader">Where the sweep is recorded.</param>
    /// <param name="sweep">The sweep.</param>
    /// <exception cref="Sweeper.Sweeps.SweeperException">A file cannot be written.</exception>
    public static void Write(string folder, ISweepReader reader, SweepRecord sweep)
    {
        IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs = reader.ReadEpochs(sweep);
        var files = reader.ReadTrials(sweep).Where(t => epochs.ContainsKey(t.Number)).Select(trial =>
        {
            DateTimeOffset started = trial.StartedAt ?? sweep.CreatedAt;
            string name = string.Create(
                CultureInfo.InvariantCulture, $"events.out.tfevents.{started.ToUnixTimeSeconds()}.sweeper");
            string place = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Number}"), name);
            return (place, new Action<Stream>(stream => Write(stream, started, epochs[trial.Number])));
        });
        WholeFile.WriteAll(files, "The events", "--to");
    }

    private static void Write(Stream stream, DateTimeOffset started, ImmutableArray<EpochMetrics> epochs)
    {
        var writer = new EventFileWriter(stream);
        double seconds = started.ToUnixTimeMilliseconds() / 1000.0;
        writer.WriteVersion(seconds);
        foreach (EpochMetrics epoch in epochs)
        {
            seconds += epoch.DurationSeconds;
            writer.Write(seconds, epoch.Epoch, epoch.Metrics);
        }
    }
}
