namespace Sweeper.Cli.Tables;

/// <summary>What differs between trials, with a column for each.</summary>
internal static class ComparisonTable
{
    // When a trial ran, and what it is called, differ always and tell nothing.
    private static readonly string[] Sections =
    [
        TrialSheet.Values, TrialSheet.Outcome, TrialSheet.Pruning, TrialSheet.BestMetrics, TrialSheet.FinalMetrics, TrialSheet.Timing, TrialSheet.Environment, TrialSheet.Identity,
    ];

    private static readonly string[] Left = ["sweep", "trial", "identity", "started_at", "ended_at", "process_id"];

    /// <param name="trials">The trials by the names of their columns, at least two.</param>
    /// <param name="forPeople">Whether values are written as people read them, rather than as what they are.</param>
    public static ResultTable Create(IReadOnlyList<(string Name, FactSheet Sheet)> trials, bool forPeople)
    {
        List<object?[]> rows = [];
        foreach ((string section, string name) in Names(trials))
        {
            SheetEntry?[] entries = [.. trials.Select(t => t.Sheet.Entries.FirstOrDefault(e => e.Section == section && e.Name == name))];
            if (entries.Select(e => e?.Value).Distinct().Count() > 1)
                rows.Add([section, name, .. entries.Select(e => forPeople ? e?.Text : e?.Value)]);
        }

        string[] headers = [.. trials.Select(t => t.Name)];
        return new ResultTable(
            [new("section", v => $"{v}".Replace('_', ' ')), new("name", v => $"{v}".Replace('_', ' ')), .. headers.Select(h => new TableColumn(h) { Header = h })], rows)
        {
            Note = rows.Count == 0 ? "Nothing differs." : null,
        };
    }

    private static IEnumerable<(string Section, string Name)> Names(IReadOnlyList<(string Name, FactSheet Sheet)> trials) =>
        from section in Sections
        from name in trials.SelectMany(t => t.Sheet.Entries.Where(e => e.Section == section).Select(e => e.Name)).Distinct()
        where !Left.Contains(name)
        select (section, name);
}
