using System.Collections.Immutable;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Shown;

/// <summary>A sweep as if it had only those trials of which a filter holds.</summary>
internal sealed class FilteredReader : ISweepReader
{
    private readonly SqliteSweepReader _reader;
    private readonly HashSet<int> _numbers;

    /// <exception cref="SweeperException">The filter is none, or does not fit the sweep.</exception>
    public FilteredReader(SqliteSweepReader reader, SweepRecord sweep, string where)
    {
        _reader = reader;
        TrialFields fields = reader.ReadFields(sweep);
        Filter filter = FilterParser.Parse(where);
        new FilterCheck(fields).Check(filter);
        _numbers = [.. reader.SelectTrials(sweep, fields, new TrialSelection { Where = filter }).Trials.Select(t =>
            t.Trial.Number)];
    }

    public ImmutableArray<SweepRecord> ReadSweeps() => _reader.ReadSweeps();

    public SweepRecord? FindSweep(string name, int? number) => _reader.FindSweep(name, number);

    public ImmutableArray<TrialRecord> ReadTrials(SweepRecord sweep) =>
        [.. _reader.ReadTrials(sweep).Where(t => _numbers.Contains(t.Number))];

    public IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> ReadEpochs(SweepRecord sweep) =>
        _reader.ReadEpochs(sweep).Where(e => _numbers.Contains(e.Key)).ToDictionary(e => e.Key, e => e.Value);

    public ImmutableArray<PrunerDecision> ReadPruning(SweepRecord sweep) =>
        [.. _reader.ReadPruning(sweep).Where(d => _numbers.Contains(d.Trial))];

    public IReadOnlyDictionary<int, long> ReadAttachmentSizes(SweepRecord sweep, string name) =>
        _reader.ReadAttachmentSizes(sweep, name).Where(s => _numbers.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value);

    public byte[]? ReadAttachment(SweepRecord sweep, int trialNumber, string name) =>
        _reader.ReadAttachment(sweep, trialNumber, name);

    public ImmutableArray<SweepEnvironment> ReadEnvironments(SweepRecord sweep) => _reader.ReadEnvironments(sweep);

    /// <summary>The reader within stays the caller's.</summary>
    public void Dispose()
    {
    }
}
