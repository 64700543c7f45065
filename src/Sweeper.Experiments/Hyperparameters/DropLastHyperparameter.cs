using System.Text.Json.Nodes;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>
/// Whether an epoch leaves out the images that do not fill a batch; the order is drawn anew each time, so they are others in each epoch.
/// </summary>
public sealed class DropLastHyperparameter : HyperparameterDefinition
{
    private static readonly BooleanValue Default = new(false);

    public override string Name => HyperparameterNames.DropLast;

    public override string Description => "leaves out the last batch of an epoch where it is smaller than the others";

    public override string Allowed => "true or false";

    public override string DefaultText => "false";

    public override bool IsOffByDefault => true;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    internal override JsonObject ValueSchema() => SchemaParts.Type("boolean");

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Boolean(node, Name) is bool boolean ? new BooleanValue(boolean) : null;
}
