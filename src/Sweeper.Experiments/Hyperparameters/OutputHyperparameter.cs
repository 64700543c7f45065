using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>The function of the output layer; which ones there are depends on the loss.</summary>
public sealed class OutputHyperparameter : HyperparameterDefinition
{
    private static readonly ImmutableArray<string> Choices = ["softmax", "sigmoid", "identity"];

    // The first is the loss's default. The cross-entropies are computed from the values before the output function, and
    // each belongs to the one function that makes its target a probability.
    private static readonly Dictionary<string, ImmutableArray<TextValue>> ByLoss = new(StringComparer.Ordinal)
    {
        ["cross_entropy"] = [new("softmax")],
        ["binary_cross_entropy"] = [new("sigmoid")],
        ["mean_squared_error"] = [new("sigmoid"), new("identity"), new("softmax")],
    };

    public override string Name => HyperparameterNames.Output;

    public override string Description => "function of the output layer";

    public override string Allowed => ValueReader.OneOf(Choices);

    public override string DefaultText => "softmax for cross_entropy, sigmoid for the other losses";

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

    internal override JsonObject ValueSchema() => SchemaParts.OneOf(Choices);

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Choice(node, Name, Choices) is string choice ? new TextValue(choice) : null;

    private static ImmutableArray<TextValue> AllowedFor(HyperparameterValues values) =>
        ByLoss[NamedHyperparameter.NameOf(values[HyperparameterNames.Loss])];
}
