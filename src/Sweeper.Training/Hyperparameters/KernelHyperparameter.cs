using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// How layers are computed. Trials that differ in it alone start from the same weights and see the same batches, so that their
/// curves can be compared.
/// </summary>
public sealed class KernelHyperparameter : HyperparameterDefinition
{
    private static readonly ImmutableArray<string> Choices = ["vector", "reference"];
    private static readonly TextValue Default = new(Choices[0]);

    public override string Name => HyperparameterNames.Kernel;

    public override string Description => "how layers are computed: with vector registers, or in plain loops to compare with";

    public override string Allowed => ValueReader.OneOf(Choices);

    public override string DefaultText => Default.Text;

    public override bool IsOffByDefault => true;

    public override bool DecidesSeed => false;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    public override JsonObject ValueSchema() => SchemaParts.OneOf(Choices);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Choice(node, Name, Choices) is string choice ? new TextValue(choice) : null;
}
