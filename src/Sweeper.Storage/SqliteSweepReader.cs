using System.Collections.Immutable;
using Dapper;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage;

/// <summary>
/// The database of a results folder, open for reading, beside a process that writes it or without one. Not thread-safe; any
/// number may be open at once.
/// </summary>
public sealed class SqliteSweepReader : ISweepReader
{
    private readonly ResultsFolder _folder;
    private readonly ReaderConnection _connection;

    private SqliteSweepReader(ResultsFolder folder, ReaderConnection connection)
    {
        _folder = folder;
        _connection = connection;
    }

    /// <summary>Opens the database of a results folder.</summary>
    /// <param name="resultsFolder">The results folder, relative to the current one or absolute.</param>
    /// <exception cref="SweeperException">The folder holds no sweep yet (its kind is Input), or no database that can be read.</exception>
    public static SqliteSweepReader Open(string resultsFolder)
    {
        ResultsFolder folder = new(resultsFolder);
        return new SqliteSweepReader(folder, ReaderConnection.Open(folder));
    }

    /// <inheritdoc/>
    public ImmutableArray<SweepRecord> ReadSweeps() => _connection.Read(SweepQueries.All);

    /// <inheritdoc/>
    public SweepRecord? FindSweep(string name, int? number) => _connection.Read(c => SweepQueries.Find(c, name, number));

    /// <inheritdoc/>
    public ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep) => _connection.Read(c => TrialQueries.All(c, sweep.Id));

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> ReadEpochs(SweepRecord sweep) =>
        _connection.Read(c => EpochQueries.All(c, sweep.Id));

    /// <inheritdoc/>
    /// <exception cref="SweeperException">The attachment's file is missing or cannot be read.</exception>
    public byte[]? ReadAttachment(SweepRecord sweep, int trialNumber, string name)
    {
        (byte[]? content, string? path) = _connection.Read(c => c.QuerySingleOrDefault<(byte[]?, string?)>(
            """
            SELECT a.content, a.path FROM trials AS t JOIN attachments AS a ON a.trial_id = t.trial_id
            WHERE t.sweep_id = @Id AND t.number = @trialNumber AND a.name = @name
            """,
            new { sweep.Id, trialNumber, name }));
        if (path is null)
            return content;
        string file = _folder.Resolve(path);
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException(
                $"The {name} of trial {trialNumber} of '{sweep.Reference}' cannot be read from '{file}': restore that file, or train the sweep again with --fresh.",
                FailureKind.Environment,
                e);
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<SweepEnvironment> ReadEnvironments(SweepRecord sweep) =>
        _connection.Read(c => SweepQueries.Environments(c, sweep.Id));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
