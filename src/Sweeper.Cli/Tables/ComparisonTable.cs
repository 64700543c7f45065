namespace Sweeper.Cli.Tables;

/// <summary>What differs between trials, with a column for each.</summary>
internal static class ComparisonTable
{
    // When a trial ran, and what it is called, differ always and tell nothing.
    private static readonly string[] Sections =
    [
        TrialSheet.Values, TrialSheet.Facts, TrialSheet.Outcome, TrialSheet.Pruning, TrialSheet.BestMetrics,
        TrialSheet.FinalMetrics, TrialSheet.Timing, TrialSheet.Environment, TrialSheet.Identity,
    ];

    private static readonly string[] Left = ["sweep", "trial", "identity", "started_at", "ended_at", "process_id"];

    /// <summary>For programs: with the section of each value in a column.</summary>
    /// <param name="trials">The trials by the names of their columns, at least two.</param>
    public static ResultTable Create(IReadOnlyList<(string Name, FactSheet Sheet)> trials) => new(
        [new("section"), new("name"), .. trials.Select(t => new TableColumn(t.Name))],
        [.. Differences(trials).Select(d => (object?[])[d.Section, d.Name, .. d.Entries.Select(e => e?.Value)])]);

    /// <summary>For people: values as they read them, below the name of their section.</summary>
    /// <inheritdoc cref="Create"/>
    public static ResultTable ForPeople(IReadOnlyList<(string Name, FactSheet Sheet)> trials)
    {
        List<object?[]> rows = [];
        foreach (var section in Differences(trials).GroupBy(d => d.Section))
        {
            rows.Add([section.Key.Replace('_', ' '), .. trials.Select(_ => "")]);
            rows.AddRange(section.Select(
                d => (object?[])[$"  {d.Name.Replace('_', ' ')}", .. d.Entries.Select(e => e?.Value is null ? null : e.Text)]));
        }

        return new ResultTable([new(""), .. trials.Select(t => new TableColumn(t.Name)
            { Header = t.Name, HasShortHeader = true, HasShortValues = true })], rows)
        {
            Note = rows.Count == 0 ? "Nothing differs." : null,
        };
    }

    private static IEnumerable<(string Section, string Name, SheetEntry?[] Entries)> Differences(
        IReadOnlyList<(string Name, FactSheet Sheet)> trials)
    {
        bool[] isUnfinished =
            [.. trials.Select(t => t.Sheet.Find(TrialSheet.Outcome, "state")?.Value is "waiting" or "running")];
        foreach ((string section, string name) in Names(trials))
        {
            SheetEntry?[] entries = [.. trials.Select(t => t.Sheet.Find(section, name))];

            // What a trial does not have yet is no difference.
            if (entries.Select(e => e?.Value).Distinct().Count() > 1
                && !entries.Zip(isUnfinished).Any(e => e.First?.Value is null && e.Second))
                yield return (section, name, entries);
        }
    }

    private static IEnumerable<(string Section, string Name)> Names(IReadOnlyList<(string Name, FactSheet Sheet)> trials) =>
        from section in Sections
        from name in trials.SelectMany(t => t.Sheet.Entries.Where(e => e.Section == section).Select(e => e.Name)).Distinct()
        where !Left.Contains(name)
        select (section, name);
}
