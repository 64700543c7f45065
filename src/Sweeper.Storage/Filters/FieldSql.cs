namespace Sweeper.Storage.Filters;

/// <summary>
/// Writes the fields of trials as SQL over the tables <c>trials AS t</c> and <c>ranked</c>. A plus before each takes its type
/// affinity away: nothing is converted before it is compared.
/// </summary>
/// <param name="hyperparameters">The keys of the hyperparameters' names.</param>
/// <param name="metrics">The keys of the metrics' names.</param>
internal sealed class FieldSql(IReadOnlyDictionary<string, long> hyperparameters, IReadOnlyDictionary<string, long> metrics)
{
    public void Write(TrialField field, SqlText sql)
    {
        switch (field.Source)
        {
            case TrialFieldSource.Fact:
                sql.Add("+").Add(Fact(field.Key));
                break;
            case TrialFieldSource.Hyperparameter:
                sql.Add(
                    "+(SELECT v.value FROM hyperparameter_values AS v WHERE v.trial_id = t.trial_id AND v.hyperparameter_id = ")
                    .AddValue(KeyOf(hyperparameters, field)).Add(")");
                break;
            default:
                string epoch = field.Source == TrialFieldSource.BestMetric ? "t.best_epoch" : "t.last_epoch";
                sql.Add(
                    $"+(SELECT m.value FROM metrics AS m WHERE m.trial_id = t.trial_id AND m.epoch = {epoch} AND m.metric_id = ")
                    .AddValue(KeyOf(metrics, field)).Add(")");
                break;
        }
    }

    // An objective that no trial has reported yet has no key: one that no row has finds nothing.
    private static long KeyOf(IReadOnlyDictionary<string, long> keys, TrialField field) => keys.GetValueOrDefault(field.Key, -1);

    private static string Fact(string key) => key switch
    {
        "rank" => "ranked.place",
        "trial" => "t.number",
        "epochs" => "t.last_epoch",
        "state" or "reason" or "repeat" or "fold" or "seed" or "identity" or "planned_epochs" or "best_epoch" or "objective"
            or "duration_seconds"
            or "started_at" or "ended_at" => $"t.{key}",
        _ => throw new ArgumentException($"'{key}' is no fact of a trial.", nameof(key)),
    };
}
