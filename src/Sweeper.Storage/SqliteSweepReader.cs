using System.Collections.Immutable;
using System.Security.Cryptography;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Files;
using Sweeper.Storage.Filters;
using Sweeper.Storage.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Pruners;
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
    /// <exception cref="SweeperException">
    /// The folder holds no sweep yet (its kind is Input), or no database that can be read.
    /// </exception>
    public static SqliteSweepReader Open(string resultsFolder)
    {
        ResultsFolder folder = new(resultsFolder);
        return new SqliteSweepReader(folder, ReaderConnection.Open(folder));
    }

    /// <summary>Whether a process has a results folder to write to it, which costs no look into the database.</summary>
    public static bool IsWritten(string resultsFolder) => RunLock.IsHeld(new ResultsFolder(resultsFolder));

    /// <inheritdoc/>
    public ImmutableArray<SweepRecord> ReadSweeps() => _connection.Read(SweepQueries.All);

    /// <inheritdoc/>
    public SweepRecord? FindSweep(string name, int? number) => _connection.Read(c => SweepQueries.Find(c, name, number));

    /// <inheritdoc/>
    public ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep) => _connection.Read(c => TrialQueries.All(c, sweep.Id));

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> ReadEpochs(SweepRecord sweep) =>
        _connection.Read(c => EpochQueries.All(c, sweep.Id));

    /// <summary>The epochs of one trial in ascending order; empty when there is no such trial, or it has none.</summary>
    public ImmutableArray<EpochMetrics> ReadEpochs(SweepRecord sweep, int trialNumber) =>
        _connection.Read(c => EpochQueries.OfTrial(c, ProgressQueries.KeyOf(c, sweep.Id, trialNumber)));

    /// <summary>How far a sweep is: little to read, however many trials it has.</summary>
    public SweepProgress ReadProgress(SweepRecord sweep) => _connection.Read(c => ProgressQueries.Of(c, sweep));

    /// <summary>
    /// A sweep that was read before with the state, the reason and the number of trials to come that it has now; what follows
    /// from its trials stays as it was. Null when there is another sweep, or none, in its place.
    /// </summary>
    public SweepRecord? FindLater(SweepRecord sweep) => _connection.Read(c => SweepQueries.Later(c, sweep));

    /// <summary>What tells which trials changed, by their numbers.</summary>
    public ImmutableArray<TrialMark> ReadMarks(SweepRecord sweep) => _connection.Read(c => ProgressQueries.Marks(c, sweep.Id));

    /// <summary>The trials of some numbers, in their order; numbers that no trial has are passed over.</summary>
    public ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep, IReadOnlyCollection<int> numbers) =>
        _connection.Read(c => TrialQueries.Some(c, sweep.Id, numbers));

    /// <inheritdoc/>
    public ImmutableArray<PrunerDecision> ReadPruning(SweepRecord sweep) =>
        _connection.Read(c => PrunerQueries.Decisions(c, sweep.Id));

    /// <summary>What the trials of a sweep can be filtered, sorted and shown by.</summary>
    public TrialFields ReadFields(SweepRecord sweep) =>
        TrialFields.Of(sweep.Space,
            [.. _connection.Read(c => NameQueries.MetricsOf(c, sweep.Id)).Prepend(sweep.Objective.Metric)
                .Where(m => m.Length > 0).Distinct()]);

    /// <summary>Whether some cell of a sweep is trained with more than one seed.</summary>
    public bool IsRepeated(SweepRecord sweep) => _connection.Read(c => SweepQueries.IsRepeated(c, sweep.Id));

    /// <summary>Whether the trials of a cell validate on different folds.</summary>
    public bool IsCrossValidated(SweepRecord sweep) => _connection.Read(c => SweepQueries.IsCrossValidated(c, sweep.Id));

    /// <summary>The trials of a selection.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="fields">Its fields, by which the selection was checked.</param>
    /// <param name="selection">Which trials, in which order.</param>
    public SelectedTrials SelectTrials(SweepRecord sweep, TrialFields fields, TrialSelection selection) =>
        _connection.Read(c => TrialQueries.Select(c, sweep, fields, selection));

    /// <summary>
    /// The same, one trial at a time: what is held in memory does not grow with their number. Nothing else may be read
    /// meanwhile.
    /// </summary>
    public IEnumerable<SelectedTrial> StreamTrials(SweepRecord sweep, TrialFields fields, TrialSelection selection) =>
        _connection.Stream(c => TrialQueries.Stream(c, sweep, fields, selection));

    /// <summary>
    /// The epochs of a sweep by trial and epoch, one at a time, as with <see cref="StreamTrials"/>.
    /// </summary>
    public IEnumerable<EpochRecord> StreamEpochs(SweepRecord sweep) => _connection.Stream(c => EpochQueries.Stream(c, sweep.Id));

    /// <summary>The metrics that trials of a sweep reported at any epoch, in the order in which they were first met.</summary>
    public IReadOnlyList<string> ReadEpochMetrics(SweepRecord sweep) =>
        _connection.Read(c => NameQueries.MetricsOfAnyEpoch(c, sweep.Id));

    /// <summary>Everything of one trial but its epochs; null when the sweep has none of that number.</summary>
    public TrialDetails? FindTrial(SweepRecord sweep, int number) =>
        _connection.Read(c => TrialQueries.Find(c, _folder, sweep, number));

    /// <inheritdoc/>
    /// <exception cref="SweeperException">The attachment's file is missing or cannot be read.</exception>
    /// <exception cref="ChangedFileException">It is not the one that was written.</exception>
    public byte[]? ReadAttachment(SweepRecord sweep, int trialNumber, string name)
    {
        (byte[]? content, string? path, long bytes, string? sha256) = _connection.Read(c =>
        {
            using SqliteStatement statement = new(
                c,
                """
                SELECT a.content, a.path, a.bytes, a.sha256 FROM trials AS t JOIN attachments AS a ON a.trial_id = t.trial_id
                WHERE t.sweep_id = ?1 AND t.number = ?2 AND a.name = ?3
                """);
            return statement.Bind(sweep.Id, trialNumber, name).Step()
                ? ((byte[]?)statement.Value(0), statement.TextOrNull(1), statement.Int64(2), statement.TextOrNull(3))
                : (null, null, 0L, null);
        });
        if (path is null)
            return content;
        string file = _folder.Resolve(path);
        try
        {
            byte[] found = File.ReadAllBytes(file);
            if (found.Length == bytes && (sha256 is null || sha256 == Convert.ToHexStringLower(SHA256.HashData(found))))
                return found;
            throw new ChangedFileException(
                $"'{file}' is not the {name} that trial {trialNumber} of '{sweep.Reference}' wrote, or was changed since: "
                + "restore that file, or train the sweep again with --fresh.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException(
                $"The {name} of trial {trialNumber} of '{sweep.Reference}' cannot be read from '{file}': restore that file, "
                + $"or train the sweep again with --fresh.",
                FailureKind.Environment,
                e);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, long> ReadAttachmentSizes(SweepRecord sweep, string name) => _connection.Read(c =>
    {
        using SqliteStatement statement = new(
            c,
            "SELECT t.number, a.bytes FROM trials AS t JOIN attachments AS a ON a.trial_id = t.trial_id WHERE t.sweep_id = ?1 "
            + "AND a.name = ?2");
        statement.Bind(sweep.Id, name);
        Dictionary<int, long> sizes = [];
        while (statement.Step())
            sizes.Add(statement.Int32(0), statement.Int64(1));
        return sizes;
    });

    /// <inheritdoc/>
    public ImmutableArray<SweepEnvironment> ReadEnvironments(SweepRecord sweep) =>
        _connection.Read(c => EnvironmentQueries.OfSweep(c, sweep.Id));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
