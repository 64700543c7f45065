using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>exclude</c> and <c>include</c> and checks the cells that they leave.</summary>
/// <param name="kind">Whose hyperparameters they are.</param>
/// <param name="spaces">Reads the cells.</param>
/// <param name="takesRanges">Whether cells are drawn, be it from lists; otherwise all of them are tried.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class CellsReader(ITrialKind kind, SpaceReader spaces, bool takesRanges, ErrorCollector errors)
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
    public ImmutableArray<DeclaredSpace>? ReadInclude(
        SyntaxNode? node, DeclaredSpace? declared, ImmutableArray<Condition>? exclude)
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
            if (cells <= ExperimentCells.Maximum && exclude is { } patterns && !takesRanges)
                CheckAdds(item, grid, space! with { Exclude = patterns }, added);
            else if (cells > ExperimentCells.Maximum && space!.CellCount <= ExperimentCells.Maximum)
                errors.Add(
                    item,
                    ErrorCollector.Text(
                        $"with this item of include there are more than {ExperimentCells.Maximum:N0} cells; include fewer"));
        }

        return errors.Count == before ? grids.ToImmutable() : null;
    }

    /// <summary>Records the pairs of values, among the cells that are trained, that do not go together.</summary>
    public void CheckConflicts(DeclaredSpace declared, ImmutableArray<Condition> exclude)
    {
        foreach (DeclaredHyperparameter hyperparameter in declared.Hyperparameters.Where(
            h => h.Definition.ConflictsWith.Count > 0))
        {
            string[] pairs = [hyperparameter.Name, .. hyperparameter.Definition.ConflictsWith];
            string[] involved =
                [.. pairs, .. pairs.SelectMany(n => declared.Find(n)?.When?.Space.Hyperparameters.Select(h => h.Name) ?? [])];
            foreach (HyperparameterValues pair in ExperimentCells.OfGrid(declared.Project(involved)))
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
        return ExperimentCells.OfGrid(declared.Fixing(pair) with { Exclude = exclude }).Any();
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
        foreach (HyperparameterValues cell in ExperimentCells.OfGrid(space))
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

    private void CheckAdds(SyntaxNode item, DeclaredSpace grid, SearchSpace product, HashSet<string> added)
    {
        int cells = 0, repeated = 0;
        foreach (HyperparameterValues cell in ExperimentCells.OfGrid(grid.ToSearchSpace()))
        {
            cells++;
            HyperparameterValues distinguishing = kind.Hyperparameters.Distinguishing(kind.Hyperparameters.Complete(cell));
            if (Contains(product, kind.Hyperparameters.Complete(cell)) || !added.Add(distinguishing.Canonical))
                repeated++;
        }

        if (repeated == cells)
        {
            errors.Add(item, cells == 1
                ? "include adds a cell that exists already; remove it"
                : ErrorCollector.Text($"include adds {cells:N0} cells that all exist already; remove it"));
        }
        else if (repeated > 0)
        {
            errors.Note(
                item,
                ErrorCollector.Text($"{repeated:N0} of the {cells:N0} cells of this item of include exist already; ")
                + "each is one trial");
        }
    }

    // Hyperparameters that are not declared are at their defaults in the cells of the product.
    private bool Contains(SearchSpace product, HyperparameterValues complete)
    {
        foreach ((string name, HyperparameterValue value) in complete)
        {
            Hyperparameter? declared = product.Hyperparameters.FirstOrDefault(h => h.Name == name);
            bool isListed = declared is not null && declared.When?.Holds(complete) != false;
            bool has = isListed
                ? declared!.Values.Contains(value)
                : value.Equals(kind.Hyperparameters.Find(name)?.DefaultFor(complete));
            if (!has)
                return false;
        }

        return !product.Excludes(complete) && product.Axes.Where(a => a.Length > 1).All(a => VariesTogether(a, complete));
    }

    // Absent hyperparameters have no place in their list.
    private static bool VariesTogether(ImmutableArray<Hyperparameter> axis, HyperparameterValues complete)
    {
        Hyperparameter[] present = [.. axis.Where(h => h.When?.Holds(complete) != false)];
        return Enumerable.Range(0, axis[0].Values.Length).Any(i => present.All(h => h.Values[i].Equals(complete[h.Name])));
    }
}
