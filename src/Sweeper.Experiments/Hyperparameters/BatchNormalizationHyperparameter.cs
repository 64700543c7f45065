using System.Text.Json.Nodes;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>Whether the units of hidden layers are normalised over each batch.</summary>
public sealed class BatchNormalizationHyperparameter : HyperparameterDefinition
{
    private static readonly BooleanValue Default = new(false);

    public override string Name => HyperparameterNames.BatchNormalization;

    public override string Description => "normalises the units of hidden layers over each batch, before their activation";

    public override string Allowed => "true or false";

    public override string DefaultText => "false";

    public override bool IsOffByDefault => true;

    public override IReadOnlyList<string> ConflictsWith => [HyperparameterNames.BatchSize];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    public override string? ConflictIn(HyperparameterValues values) =>
        values[Name] is BooleanValue { Boolean: true } && values[HyperparameterNames.BatchSize] is NumberValue { Number: 1 }
            ? "batch_normalization does not go with batch_size 1, whose one image has no spread; use larger batches, or false"
            : null;

    internal override JsonObject ValueSchema() => SchemaParts.Type("boolean");

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Boolean(node, Name) is bool boolean ? new BooleanValue(boolean) : null;
}
