using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>exclude</c> and <c>include</c> and checks the cells that they leave.</summary>
internal sealed class CellsReader(ITrialKind kind, SpaceReader spaces, SearchMethod method, ErrorCollector errors)
{
    /// <summary>The patterns under <c>exclude</c>, or null when something in them is wrong.</summary>
    public ImmutableArray<Condition>? ReadExclude(SyntaxNode? node, DeclaredSpace? declared)
    {
        int before = errors.Count;
        var patterns = ImmutableArray.CreateBuilder<(SyntaxNode Node, Condition Cells)>();
        foreach (SyntaxNode item in Items(node, ExperimentKeys.Exclude))
        {
            if (spaces.Read(item, "an item of exclude", kind.Examples.Cell) is not DeclaredSpace pattern || declared is null)
                continue;
            foreach (DeclaredHyperparameter hyperparameter in pattern.Hyperparameters)
                CheckDeclared((MappingNode)item, hyperparameter, declared.Find(hyperparameter.Name));
            patterns.Add((item, new Condition { Hyperparameters = pattern.ToSearchSpace().Hyperparameters }));
        }

        if (errors.Count > before || declared is null)
            return null;
        SearchSpace space = declared.ToListedSpace();
        if (patterns.Count > 0 && space.CellCount <= ExperimentCells.Maximum)
            CheckMatches(space, patterns.ToImmutable());
        return errors.Count == before ? [.. patterns.Select(p => p.Cells)] : null;
    }

    /// <summary>The grids under <c>include</c>, or null when something in them is wrong.</summary>
    public ImmutableArray<DeclaredSpace>? ReadInclude(SyntaxNode? node, DeclaredSpace? declared, ImmutableArray<Condition>? exclude)
    {
        int before = errors.Count;
        var grids = ImmutableArray.CreateBuilder<DeclaredSpace>();
        var added = new HashSet<string>(StringComparer.Ordinal);
        SearchSpace? space = declared?.ToListedSpace();
        long cells = space?.CellCount ?? 0;
        foreach (SyntaxNode item in Items(node, ExperimentKeys.Include))
        {
            if (spaces.Read(item, "an item of include", kind.Examples.Cell) is not DeclaredSpace given || declared is null)
                continue;
            DeclaredSpace grid = declared.With(given);
            if (grid.Hyperparameters.FirstOrDefault(h => h.Distribution is not null) is { } drawn)
            {
                errors.Add(item, $"{drawn.Name} is drawn at random, so each item of include must give it a value");
                continue;
            }

            grids.Add(grid);
            cells += Math.Min(grid.ToSearchSpace().CellCount, ExperimentCells.Maximum);
            // A random search may never draw a cell that its lists have; including it makes sure.
            if (cells <= ExperimentCells.Maximum && exclude is { } patterns && method == SearchMethod.Grid)
                CheckAdds(item, grid, new ExperimentCells(space!, patterns, []), added);
            else if (cells > ExperimentCells.Maximum && space!.CellCount <= ExperimentCells.Maximum)
                errors.Add(
                    item,
                    ErrorCollector.Text($"with this item of include there are more than {ExperimentCells.Maximum:N0} cells; include fewer"));
        }

        return errors.Count == before ? grids.ToImmutable() : null;
    }

    /// <summary>Records the pairs of values, among the cells that are trained, that do not go together.</summary>
    public void CheckConflicts(DeclaredSpace declared, ImmutableArray<Condition> exclude)
    {
        foreach (DeclaredHyperparameter hyperparameter in declared.Hyperparameters.Where(h => h.Definition.ConflictsWith.Count > 0))
        {
            string[] pairs = [hyperparameter.Name, .. hyperparameter.Definition.ConflictsWith];
            string[] involved = [.. pairs, .. pairs.SelectMany(n => declared.Find(n)?.When?.Space.Hyperparameters.Select(h => h.Name) ?? [])];
            foreach (HyperparameterValues pair in new ExperimentCells(declared.Project(involved), [], []).All())
            {
                string? conflict = hyperparameter.Definition.ConflictIn(kind.Hyperparameters.Complete(pair));
                if (conflict is not null && pair.Find(hyperparameter.Name) is { } value && IsTrained(declared, exclude, pair))
                    errors.Add(hyperparameter.Values.First(v => v.Value.Equals(value)).Node, conflict);
            }
        }
    }

    private static bool IsTrained(DeclaredSpace declared, ImmutableArray<Condition> exclude, HyperparameterValues pair)
    {
        if (exclude.IsEmpty)
            return true;
        return new ExperimentCells(declared.Fixing(pair), exclude, []).All().Any();
    }

    private ImmutableArray<SyntaxNode> Items(SyntaxNode? node, string key)
    {
        if (node is SequenceNode { Items.IsEmpty: false } list)
            return list.Items;
        if (node is not null)
        {
            string found = node is SequenceNode ? "an empty list" : DescribedNode.Found(node);
            errors.Add(node, $"{key} is {found}; it must be a list of maps such as [{kind.Examples.Cell}]");
        }

        return [];
    }

    private void CheckDeclared(MappingNode item, DeclaredHyperparameter hyperparameter, DeclaredHyperparameter? declared)
    {
        if (declared is null || declared.Distribution is not (null or CategoricalDistribution))
        {
            ScalarNode key = item.Entries.First(e => e.Name == hyperparameter.Name).Key;
            errors.Add(
                key,
                declared is null
                    ? $"exclude names {hyperparameter.Name}, which is not under parameters; nothing would be excluded by it"
                    : $"exclude names {hyperparameter.Name}, whose values are drawn from a range; change the range instead");
            return;
        }

        foreach (DeclaredValue value in hyperparameter.Values.Where(v => !declared.Values.Any(d => d.Value.Equals(v.Value))))
        {
            string values = string.Join(", ", declared.Values.Take(20).Select(d => d.Value));
            errors.Add(
                value.Node,
                $"exclude names {hyperparameter.Name} {value.Value}, which is not among its values under parameters: {values}");
        }
    }

    private void CheckMatches(SearchSpace space, ImmutableArray<(SyntaxNode Node, Condition Cells)> patterns)
    {
        bool[] matched = new bool[patterns.Length];
        bool anyLeft = false;
        foreach (HyperparameterValues cell in new ExperimentCells(space, [], []).All())
        {
            int first = 0;
            while (first < patterns.Length && !patterns[first].Cells.Holds(cell))
                first++;
            if (first < patterns.Length)
                matched[first] = true;
            else
                anyLeft = true;
        }

        foreach (((SyntaxNode node, _), bool isMatched) in patterns.Zip(matched).Where(p => !p.Second))
            errors.Add(node, $"this item of exclude matches no cell that is not already excluded; remove it");
        if (!anyLeft)
            errors.Add(patterns[^1].Node, "exclude leaves no cell to train; exclude fewer");
    }

    private void CheckAdds(SyntaxNode item, DeclaredSpace grid, ExperimentCells product, HashSet<string> added)
    {
        int cells = 0, repeated = 0;
        foreach (HyperparameterValues cell in new ExperimentCells(grid.ToSearchSpace(), [], []).All())
        {
            cells++;
            HyperparameterValues distinguishing = kind.Hyperparameters.Distinguishing(kind.Hyperparameters.Complete(cell));
            if (product.Contains(cell, kind.Hyperparameters) || !added.Add(distinguishing.Canonical))
                repeated++;
        }

        if (repeated == cells)
        {
            errors.Add(item, cells == 1
                ? "include adds a cell that exists already; remove it"
                : string.Create(CultureInfo.InvariantCulture, $"include adds {cells:N0} cells that all exist already; remove it"));
        }
        else if (repeated > 0)
        {
            errors.Note(
                item,
                ErrorCollector.Text($"{repeated:N0} of the {cells:N0} cells of this item of include exist already; each is one trial"));
        }
    }
}
