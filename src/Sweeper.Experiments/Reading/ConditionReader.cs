using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Checks every <c>when</c> against the space that it is part of.</summary>
internal sealed class ConditionReader(ErrorCollector errors)
{
    /// <summary>The space with its conditions in terms of the values that it declares; errors are recorded.</summary>
    public DeclaredSpace Resolve(DeclaredSpace declared) => declared with
    {
        Hyperparameters =
            [.. declared.Hyperparameters.Select(h => h.When is null ? h : h with { When = Resolve(h, h.When, declared) })],
    };

    private DeclaredCondition Resolve(
        DeclaredHyperparameter owner, DeclaredCondition condition, DeclaredSpace declared) => condition with
    {
        Space = new DeclaredSpace(
            [.. condition.Space.Hyperparameters.Select(h => Resolve(owner, condition, h, declared.Find(h.Name)))]),
    };

    private DeclaredHyperparameter Resolve(
        DeclaredHyperparameter owner, DeclaredCondition condition, DeclaredHyperparameter asked,
        DeclaredHyperparameter? declared)
    {
        string? problem = declared switch
        {
            null => "which is not under parameters; write it there, or leave this out",
            _ when declared.Name == owner.Name => "which is itself; name another hyperparameter",
            { When: not null } => "which has a condition itself; write that condition here too, instead of its name",
            { Distribution: CategoricalDistribution } => null,
            { Distribution: not null } => "whose values are drawn from a range; list its values",
            _ => null,
        };
        if (problem is not null)
        {
            errors.Add(
                condition.Node.Entries.First(e => e.Name == asked.Name).Key,
                $"when of {owner.Name} names {asked.Name}, {problem}");
            return asked;
        }

        var values = ImmutableArray.CreateBuilder<DeclaredValue>();
        foreach (DeclaredValue value in asked.Values)
        {
            DeclaredValue[] matching = [.. declared!.Values.Where(d => IsMeant(declared.Definition, value.Value, d.Value))];
            values.AddRange(matching);
            if (matching.Length == 0)
            {
                string known = string.Join(", ", declared.Values.Take(20).Select(d => d.Value));
                errors.Add(
                    value.Node,
                    $"when of {owner.Name} names {asked.Name} {value.Value}, which is not among its values: {known}");
            }
        }

        return asked with { Values = values.ToImmutable() };
    }

    // The name alone means it with any settings: momentum is also {name: momentum, momentum: 0.95}.
    private static bool IsMeant(HyperparameterDefinition definition, HyperparameterValue asked, HyperparameterValue value) =>
        asked.Equals(value) || (
            definition is NamedHyperparameter && asked is TextValue && NamedHyperparameter.NameOf(value) == asked.ToString());
}
