using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>trials</c>: the trials of a sweep, best first, or its cells where each was trained several times.</summary>
internal sealed class TrialsCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Only trials of which this holds, such as \"learning_rate >= 0.1 and activation in ('relu', 'tanh')\". "
            + "Knows = != < <= > >=, in, between, like, is null, and, or, not, and parentheses.",
        HelpName = "EXPR",
    };

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "Order by a hyperparameter, a metric or another name; NAME:desc descending. Default: best first.",
        HelpName = "NAME[:desc]",
    };

    private readonly Option<int?> _top = SharedOptions.Count("--top", "Only the first N.");
    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "The columns to show, with commas between: hyperparameters, metrics (NAME or best_NAME at the best epoch, "
            + "final_NAME at the last), "
            + "and rank, trial, state, reason, repeat, fold, seed, epochs, duration_seconds and others.",
        HelpName = "A,B,C",
    };

    private readonly Option<string?> _by = new("--by")
    {
        Description =
            "A row per trial or per cell, which is all repeats and folds of a setting. Default: cell where there are any.",
        HelpName = "trial|cell",
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (found is "trial" or "cell")
                return found;
            result.AddError($"--by is '{found}'; it must be trial or cell.");
            return null;
        },
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public TrialsCommand(CommandContext context)
        : base(
            "trials",
            "List the trials of a sweep with values and metrics.",
            "sweeper trials quickstart --where \"learning_rate >= 0.1 and activation = 'relu'\" --top 10")
    {
        _context = context;
        Add(_sweep);
        Add(_where);
        Add(_sort);
        Add(_top);
        Add(_columns);
        Add(_by);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        TrialFields fields = reader.ReadFields(sweep);
        Filter? filter = ParseFilter(arguments.GetValue(_where), fields);
        bool byCell = arguments.GetValue(_by) is string by
            ? by == "cell"
            : reader.IsRepeated(sweep) || reader.IsCrossValidated(sweep);
        ResultTable table = byCell
            ? Cells(arguments, reader, sweep, fields, filter)
            : Trials(arguments, reader, sweep, fields, filter);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    private static Filter? ParseFilter(string? text, TrialFields fields)
    {
        if (text is null)
            return null;
        Filter filter = FilterParser.Parse(text);
        new FilterCheck(fields).Check(filter);
        return filter;
    }

    private ResultTable Trials(
        ParseResult arguments, SqliteSweepReader reader, SweepRecord sweep, TrialFields fields, Filter? filter)
    {
        var rows = new TrialsTable(sweep, fields);
        ImmutableArray<TrialField> columns = arguments.GetValue(_columns) is string names
            ? [.. Names(names).Select(name => fields.Find(name)
                ?? throw new SweeperException($"there is no '{name}' to show{fields.Hint(name)}", FailureKind.Input))]
            : rows.Usual(reader.IsRepeated(sweep), reader.IsCrossValidated(sweep));
        SelectedTrials found = reader.SelectTrials(sweep, fields, new TrialSelection
        {
            Where = filter,
            Order = arguments.GetValue(_sort) is string sort ? TrialOrder.Parse(sort, fields) : [],
            Top = arguments.GetValue(_top),
        });
        return rows.Create(found.Trials,
            columns) with { Note = Note(found.Trials.Length, found.MatchCount, sweep.TrialCount, filter, "trials") };
    }

    private ResultTable Cells(
        ParseResult arguments, SqliteSweepReader reader, SweepRecord sweep, TrialFields fields, Filter? filter)
    {
        ImmutableArray<SelectedTrial> trials = reader.SelectTrials(sweep, fields, new TrialSelection { Where = filter }).Trials;
        CellLeaderboard board = CellLeaderboard.Rank(trials.Select(t => t.Trial), sweep.Objective.Goal);
        ResultTable table = CellsTable.Create(sweep, board);
        if (arguments.GetValue(_sort) is string sort)
            table = Sort(table, sort);
        int all = table.Rows.Count;
        if (arguments.GetValue(_top) is int top)
            table = table.Top(top);
        string? note = Note(table.Rows.Count, all, all, filter, "cells");
        if (arguments.GetValue(_columns) is string names)
            table = table.WithColumns(Names(names));
        return table with { Note = string.Join(Environment.NewLine,
            new[] { table.Note, note }.OfType<string>()) is { Length: > 0 } both ? both : null };
    }

    private static ResultTable Sort(ResultTable table, string sort)
    {
        foreach (string key in Names(sort).Reverse())
        {
            bool isDescending = key.StartsWith('-') || key.EndsWith(":desc", StringComparison.OrdinalIgnoreCase);
            string name = key.TrimStart('-').Split(':')[0];
            table = table.SortedBy(table.ColumnOf(name), isDescending);
        }

        return table;
    }

    private static IEnumerable<string> Names(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct();

    /// <summary>What is not in the table, in a sentence; null when everything is.</summary>
    private static string? Note(
        int shown, int matching, int all, Filter? filter, string what) => (shown < matching, filter) switch
    {
        (false, null) => null,
        (true, null) => string.Create(CultureInfo.InvariantCulture, $"The first {shown} of {matching} {what}."),
        (false, _) => string.Create(CultureInfo.InvariantCulture, $"{matching} of {all} {what}: {filter}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"The first {shown} of {matching} {what} with {filter}"),
    };
}
