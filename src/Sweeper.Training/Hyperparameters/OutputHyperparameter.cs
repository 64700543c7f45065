using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>The function of the output layer; which ones there are depends on the loss.</summary>
/// <param name="outputs">Those that there are to choose from.</param>
public sealed class OutputHyperparameter(params ImmutableArray<OutputKind> outputs) : HyperparameterDefinition
{
    private readonly ImmutableArray<string> _choices = [.. outputs.Select(o => o.Name)];

    public override string Name => HyperparameterNames.Output;

    public override string Description => "function of the output layer";

    public override string Allowed => ValueReader.OneOf(_choices);

    public override string DefaultText
    {
        get
        {
            if (_choices is [string only])
                return only;
            var byOutput = LossKind.All.GroupBy(l => l.Outputs[0], l => l.Name).ToList();
            return $"{string.Join(", ", byOutput.SkipLast(1).Select(g => $"{g.Key} for {NamedHyperparameter.Listed(g)}"))}, "
                + $"{byOutput[^1].Key} for the other losses";
        }
    }

    public override IReadOnlyList<string> DependsOn => [HyperparameterNames.Loss];

    public override IReadOnlyList<string> ConflictsWith => DependsOn;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => AllowedFor(values)[0];

    public override string? ConflictIn(HyperparameterValues values)
    {
        ImmutableArray<TextValue> allowed = AllowedFor(values);
        HyperparameterValue output = values[Name];
        if (allowed.Contains(output))
            return null;
        HyperparameterValue loss = values[HyperparameterNames.Loss];
        return $"output {output} does not go with loss {loss}; it must be {string.Join(" or ", allowed)}, or left out";
    }

    public override JsonObject ValueSchema() => SchemaParts.OneOf(_choices);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Choice(node, Name, _choices) is string choice ? new TextValue(choice) : null;

    private ImmutableArray<TextValue> AllowedFor(HyperparameterValues values) =>
        [.. LossHyperparameter.KindIn(values).Outputs.Intersect(outputs).Select(o => new TextValue(o.Name))];
}
