using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// The greatest norm that the gradient of a step may have, over all weights and biases together, or <c>none</c>.
/// </summary>
public sealed class GradientClipHyperparameter : HyperparameterDefinition
{
    /// <summary>The value that stands for no limit.</summary>
    public const string None = "none";

    private static readonly NumberRange Norms = new(0, ExcludesMinimum: true);
    private static readonly TextValue Default = new(None);

    public override string Name => HyperparameterNames.GradientClip;

    public override string Description =>
        "greatest norm of the whole gradient, before weight_decay and l1 are added; longer ones are scaled down";

    public override string Allowed => $"a number {Norms.Text}, or {None}";

    public override string DefaultText => None;

    public override bool IsOffByDefault => true;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    public override NumberRange? NumbersIn(HyperparameterContext context) => Norms;

    public override JsonObject ValueSchema() => SchemaParts.Any(SchemaParts.Number(Norms), SchemaParts.OneOf([None]));

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text: None })
            return Default;
        if (node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float })
            return context.Values.Number(node, Name, Norms) is double number ? new NumberValue(number) : null;
        context.Values.Refuse(node, Name, Allowed);
        return null;
    }
}
