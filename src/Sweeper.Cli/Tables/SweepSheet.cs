using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>Everything known of a sweep but its trials.</summary>
internal static class SweepSheet
{
    /// <param name="sweep">The sweep.</param>
    /// <param name="environments">Where it was run.</param>
    /// <param name="folder">The folder of its report and models.</param>
    public static FactSheet Of(SweepRecord sweep, ImmutableArray<SweepEnvironment> environments, string folder)
    {
        FactSheet sheet = new();
        sheet.Add("sweep", "sweep", sweep.Reference.ToString());
        sheet.Add("sweep", "description", sweep.Description);
        sheet.Add("sweep", "note", sweep.Note);
        sheet.Add("sweep", "tags", sweep.Tags.IsEmpty ? null : string.Join(", ", sweep.Tags));
        sheet.Add("sweep", "state", sweep.State.Name());
        sheet.Add("sweep", "reason", sweep.Reason);
        sheet.Add("sweep", "seed", sweep.Seed);
        sheet.Add("sweep", "experiment_file", sweep.ExperimentFile);
        sheet.Add("sweep", "folder", folder);
        sheet.Add("sweep", "created_at", FieldValue.Time(sweep.CreatedAt));
        sheet.Add("sweep", "ended_at", FieldValue.Time(sweep.EndedAt));
        AddBest(sheet, sweep);
        sheet.Add("trials", "all", sweep.TrialCount);
        foreach ((TrialState state, int count) in sweep.TrialCounts.OrderBy(c => c.Key))
            sheet.Add("trials", state.Name(), count);
        foreach (Hyperparameter hyperparameter in sweep.Space.Hyperparameters.OrderBy(h => !h.IsSwept))
            sheet.Add(
                hyperparameter.IsSwept ? "swept" : "fixed",
                hyperparameter.Name,
                Candidates(hyperparameter),
                value => ValueText.OfCandidates(value));
        AddEarlyStopping(sheet, sweep.EarlyStopping);
        foreach ((string name, string text) in sweep.Facts)
            sheet.Add("facts", name, text);
        for (int i = 0; i < environments.Length; i++)
            TrialSheet.AddEnvironment(
                sheet,
                i == 0 ? "environment" : string.Create(CultureInfo.InvariantCulture, $"environment_{i + 1}"),
                environments[i]);
        return sheet;
    }

    private static object? Candidates(Hyperparameter hyperparameter) => hyperparameter.Values switch
    {
        [HyperparameterValue only] => FieldValue.Plain(only),
        _ => new ListValue(hyperparameter.Values),
    };

    private static void AddBest(FactSheet sheet, SweepRecord sweep)
    {
        string Metric(object value) => TrialText.Metric(sweep.Objective.Metric, (double)value);
        if (sweep.Objective.IsNone)
            return;
        sheet.Add("objective", "metric", sweep.Objective.Metric);
        sheet.Add("objective", "goal", sweep.Objective.Goal.Name());
        sheet.Add("objective", "best_trial", sweep.BestTrial);
        sheet.Add("objective", "best", sweep.BestObjective, Metric);
        if (sweep.BestCell is not BestCell cell)
            return;
        sheet.Add("objective", "best_cell_first_trial", cell.FirstTrial);
        sheet.Add("objective", "best_cell_mean", cell.Mean, Metric);
        sheet.Add("objective", "best_cell_n", cell.Count);
    }

    private static void AddEarlyStopping(FactSheet sheet, EarlyStopping? rule)
    {
        if (rule is null)
            return;
        sheet.Add("early_stopping", "monitor", rule.Monitor);
        sheet.Add("early_stopping", "goal", rule.Goal.Name());
        sheet.Add("early_stopping", "patience", rule.Patience);
        sheet.Add("early_stopping", "min_delta", rule.MinDelta);
        sheet.Add("early_stopping", "restore_best", rule.RestoreBest);
    }
}
