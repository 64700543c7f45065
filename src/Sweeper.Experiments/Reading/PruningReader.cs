using System.Collections.Frozen;
using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>early_terminate</c>, the comparison of trials while they train.</summary>
internal sealed class PruningReader(ValueReader values, Dialect dialect)
{
    public const string Median = "median";
    public const string Hyperband = "hyperband";
    public const string SuccessiveHalving = "successive_halving";

    private const string Name = ExperimentKeys.EarlyTerminate;
    private const string Example = "{type: median, warmup_epochs: 2}";
    private const string HyperbandAdvice =
        "write min_iter: 3 for brackets at epochs 3, 9, 27 and so on, or max_iter: 27 with s: 2 for the two brackets 9 and 3";

    public static ImmutableArray<string> MedianKeys { get; } =
        ["startup_trials", "warmup_epochs", "interval_epochs", "min_trials"];

    public static ImmutableArray<string> HyperbandKeys { get; } = ["min_iter", "max_iter", "s", "eta", "strict"];

    public static ImmutableArray<string> SuccessiveHalvingKeys { get; } = ["min_iter", "max_iter", "eta"];

    private static readonly ImmutableArray<string> Types = [Median, Hyperband, SuccessiveHalving];

    /// <summary>The pruner, or null when there is none or it is wrong.</summary>
    /// <param name="node">The value of <c>early_terminate</c>, if it has one.</param>
    /// <param name="objective">By what it compares; null when that is wrong.</param>
    public IPruner? Read(SyntaxNode? node, Objective? objective)
    {
        if (node is null || ReadType(node) is not string type)
            return null;
        if (objective?.IsNone == true)
            values.Errors.Add(node, $"{Name} compares trials by their metric, and none is given; write metric: {{name: …}}");
        int before = values.Errors.Count;
        IPruner? pruner = type switch
        {
            Median => ReadMedian(Open(node, type, MedianKeys)),
            Hyperband => ReadHyperband(Open(node, type, HyperbandKeys)),
            _ => ReadSuccessiveHalving(Open(node, type, SuccessiveHalvingKeys)),
        };
        return values.Errors.Count == before ? pruner : null;
    }

    /// <summary>
    /// Says so when every trial ends before its first comparison; <paramref name="mostEpochs"/> is null where that cannot be
    /// told.
    /// </summary>
    public void NoteWithoutEffect(SyntaxNode? node, IPruner? pruner, int? mostEpochs)
    {
        if (node is not null && mostEpochs is int most && pruner is not null && pruner.RungAt(most - 1) is null)
        {
            values.Errors.Note(
                node,
                ErrorCollector.Text($"early_terminate has no effect: no trial trains longer than {most:N0} epochs, ")
                + "and none is compared before that");
        }
    }

    private string? ReadType(SyntaxNode node)
    {
        if (node is not MappingNode map)
        {
            values.Refuse(node, Name, $"a map such as {Example}");
            return null;
        }

        if (map.Find("type") is not SyntaxNode typeNode)
        {
            values.Errors.Add(node, $"{Name} has no type; write a map such as {Example}");
            return null;
        }

        if (typeNode is ScalarNode { Kind: ScalarKind.Text } scalar && !Types.Contains(scalar.Text))
        {
            values.Errors.Add(
                typeNode,
                $"unknown type '{DescribedNode.Printable(scalar.Text)}' in {Name}"
                + $"{NearestName.Hint(scalar.Text, Types, "type")}");
            return null;
        }

        return values.Choice(typeNode, $"{Name}.type", Types);
    }

    // Keys of another type are known, so they are refused with the reason rather than as unknown.
    private MapReader Open(SyntaxNode node, string type, ImmutableArray<string> keys)
    {
        string own = $"is not a key of type {type}, which has {string.Join(", ", keys)}";
        FrozenDictionary<string, string> others = MedianKeys.Concat(HyperbandKeys).Except(keys)
            .ToFrozenDictionary(k => k, _ => own);
        return MapReader.Open(node, Name, Example, ["type", .. keys], others, values.Errors, dialect == Dialect.Wandb)!;
    }

    private MedianPruner ReadMedian(MapReader map) => new(
        Integer(map, "startup_trials", SettingRanges.Startup) ?? MedianPruner.DefaultStartupTrials,
        Integer(map, "warmup_epochs", SettingRanges.Startup) ?? 0,
        Integer(map, "interval_epochs", SettingRanges.Rung) ?? 1,
        Integer(map, "min_trials", SettingRanges.Rung) ?? 1);

    private SuccessiveHalvingPruner? ReadSuccessiveHalving(MapReader map)
    {
        int? first = Integer(map, "min_iter", SettingRanges.Rung), last = Integer(map, "max_iter", SettingRanges.Rung);
        decimal? eta = Eta(map, SuccessiveHalvingPruner.DefaultEta);
        return IsAscending(map, first, last) && eta is not null
            ? new SuccessiveHalvingPruner(first ?? SuccessiveHalvingPruner.DefaultMinimumEpoch, eta.Value, last)
            : null;
    }

    private HyperbandPruner? ReadHyperband(MapReader map)
    {
        int before = values.Errors.Count;
        int? first = Integer(map, "min_iter", SettingRanges.Rung), last = Integer(map, "max_iter", SettingRanges.Rung);
        int? brackets = Integer(map, "s", SettingRanges.Brackets);
        decimal? eta = Eta(map, HyperbandPruner.DefaultEta);
        bool? isStrict = map.Find("strict") is SyntaxNode strict ? values.Boolean(strict, $"{Name}.strict") : false;
        if (map.Find("min_iter") is null && map.Find("max_iter") is null)
            values.Errors.Add(map.Node, $"{Name} has neither min_iter nor max_iter; {HyperbandAdvice}");
        else if (map.Find("max_iter") is null && map.Find("s") is SyntaxNode s)
            values.Errors.Note(s, $"{Name}.s has no effect without max_iter, from which it counts brackets down");
        if (!IsAscending(map, first, last) || values.Errors.Count > before)
            return null;
        if (last is null)
            return HyperbandPruner.From(first!.Value, eta!.Value, isStrict!.Value);

        var pruner = HyperbandPruner.UpTo(last.Value, eta!.Value, brackets, first ?? 1, isStrict!.Value);
        if (pruner.Brackets.IsEmpty)
        {
            values.Errors.Add(
                map.Find("max_iter")!,
                $"{Name} has no bracket: max_iter divided by eta is before the first epoch that may be one; "
                + $"{HyperbandAdvice}");
        }

        return pruner;
    }

    private bool IsAscending(MapReader map, int? first, int? last)
    {
        if (first is null || last is null || first <= last)
            return true;
        values.Errors.Add(
            map.Find("max_iter")!, ErrorCollector.Text($"{Name}.max_iter is {last}; it must be at least min_iter, {first}"));
        return false;
    }

    private int? Integer(MapReader map, string key, NumberRange range) =>
        map.Find(key) is SyntaxNode node ? (int?)values.Integer(node, $"{Name}.{key}", range) : null;

    private decimal? Eta(MapReader map, decimal byDefault) =>
        map.Find("eta") is SyntaxNode node ? (decimal?)values.Number(node, $"{Name}.eta", SettingRanges.Eta) : byDefault;
}
