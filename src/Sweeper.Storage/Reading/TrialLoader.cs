using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>
/// Reads trials one at a time by their keys, with their values and metrics: four prepared statements for however many there are.
/// </summary>
internal sealed class TrialLoader : IDisposable
{
    private readonly SqliteStatement _trials;
    private readonly SqliteStatement _values;
    private readonly SqliteStatement _metrics;
    private readonly SqliteStatement _prunings;
    private readonly Dictionary<long, string> _hyperparameterNames;
    private readonly Dictionary<long, string> _metricNames;

    // A grid repeats few values many times: they are shared, being immutable.
    private readonly Dictionary<(object, string), HyperparameterValue> _shared = [];
    private HyperparameterValues? _last;

    public TrialLoader(SqliteConnection connection)
    {
        _hyperparameterNames = NameQueries.Hyperparameters(connection);
        _metricNames = NameQueries.Metrics(connection);
        _trials = new SqliteStatement(
            connection,
            """
            SELECT number, repeat, identity, seed, state, reason, planned_epochs, last_epoch, best_epoch, objective, started_at,
                duration_seconds, ended_at, fold, p.sampler, p.proposed_from
            FROM trials AS t LEFT JOIN trial_proposals AS p ON p.trial_id = t.trial_id WHERE t.trial_id = ?1
            """);
        _values = new SqliteStatement(
            connection, "SELECT hyperparameter_id, value, kind FROM hyperparameter_values WHERE trial_id = ?1");
        _metrics = new SqliteStatement(
            connection, "SELECT metric_id, value, kind FROM metrics WHERE trial_id = ?1 AND epoch = ?2");
        _prunings = new SqliteStatement(
            connection,
            $"SELECT {PrunerQueries.Columns} FROM pruner_decisions AS d WHERE d.trial_id = ?1 AND d.is_pruned");
    }

    /// <summary>A trial without its last epoch.</summary>
    public TrialRecord Load(long trialId)
    {
        _trials.Bind(trialId).Step();
        return Record(trialId);
    }

    /// <summary>A trial with its last epoch.</summary>
    public SelectedTrial Load(long trialId, int? rank)
    {
        _trials.Bind(trialId).Step();
        TrialRecord trial = Record(trialId);
        return new SelectedTrial
        {
            Trial = trial,
            Rank = rank,
            FinalMetrics = trial.LastEpoch == trial.BestEpoch ? trial.BestMetrics : Metrics(trialId, trial.LastEpoch),
            EndedAt = StoredTime.ReadOrNull(_trials.TextOrNull(12)),
        };
    }

    public void Dispose()
    {
        _trials.Dispose();
        _values.Dispose();
        _metrics.Dispose();
        _prunings.Dispose();
    }

    private TrialRecord Record(long trialId)
    {
        int? bestEpoch = _trials.Int32OrNull(8);
        TrialState state = TrialStates.Parse(_trials.Text(4));
        return new TrialRecord
        {
            Number = _trials.Int32(0),
            Repeat = _trials.Int32(1),
            Fold = _trials.Int32OrNull(13),
            Identity = new TrialIdentity(_trials.Text(2)),
            Seed = _trials.Int64(3),
            Values = Values(trialId),
            State = state,
            Reason = _trials.TextOrNull(5),
            PlannedEpochs = _trials.Int32(6),
            LastEpoch = _trials.Int32OrNull(7),
            BestEpoch = bestEpoch,
            Objective = _trials.DoubleOrNull(9),
            BestMetrics = Metrics(trialId, bestEpoch),
            Pruning = state == TrialState.Pruned ? Pruning(trialId, _trials.Int32(0)) : null,
            Proposal = _trials.TextOrNull(14) is string sampler ? new TrialProposal(sampler, _trials.Text(15)) : null,
            StartedAt = StoredTime.ReadOrNull(_trials.TextOrNull(10)),
            DurationSeconds = _trials.DoubleOrNull(11),
        };
    }

    private HyperparameterValues Values(long trialId)
    {
        _values.Bind(trialId);
        List<KeyValuePair<string, HyperparameterValue>> values = [];
        while (_values.Step())
        {
            (object, string) key = (_values.Value(1)!, _values.Text(2));
            if (!_shared.TryGetValue(key, out HyperparameterValue? value))
                _shared.Add(key, value = StoredValue.Read(key.Item1, key.Item2));
            values.Add(KeyValuePair.Create(_hyperparameterNames[_values.Int64(0)], value));
        }

        return _last = new HyperparameterValues(values).Sharing(_last);
    }

    private PrunerDecision? Pruning(long trialId, int number) =>
        _prunings.Bind(trialId).Step() ? PrunerQueries.Decision(_prunings, number) : null;

    private ImmutableArray<MetricValue> Metrics(long trialId, int? epoch)
    {
        if (epoch is null)
            return [];
        _metrics.Bind(trialId, epoch);
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        while (_metrics.Step())
            metrics.Add(new MetricValue(
                _metricNames[_metrics.Int64(0)], StoredMetric.Read(_metrics.DoubleOrNull(1), _metrics.TextOrNull(2))));
        return metrics.ToImmutable();
    }
}
