using System.Text.Json.Nodes;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Losses;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>The share of each target that is spread evenly over all classes; only cross-entropy has it.</summary>
public sealed class LabelSmoothingHyperparameter : HyperparameterDefinition
{
    private static readonly NumberRange Shares = new(0, 1, ExcludesMaximum: true);
    private static readonly NumberValue Default = new(0);

    private static string Smoothed =>
        NamedHyperparameter.Listed(LossKind.All.Where(l => l.TakesLabelSmoothing).Select(l => l.Name));

    public override string Name => HyperparameterNames.LabelSmoothing;

    public override string Description => "share of each target spread over all classes; part of the reported loss";

    public override string Allowed => $"a number {Shares.Text}";

    public override string DefaultText => Default.ToString();

    public override bool IsOffByDefault => true;

    public override IReadOnlyList<string> ConflictsWith => [HyperparameterNames.Loss];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    public override string? ConflictIn(HyperparameterValues values)
    {
        LossKind loss = LossHyperparameter.KindIn(values);
        return values[Name].Equals(Default) || loss.TakesLabelSmoothing
            ? null
            : $"label_smoothing {values[Name]} does not go with loss {loss}; only {Smoothed} has it: it must be 0, or left out";
    }

    public override NumberRange? NumbersIn(HyperparameterContext context) => Shares;

    public override JsonObject ValueSchema() => SchemaParts.Number(Shares);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Number(node, Name, Shares) is double number ? new NumberValue(number) : null;
}
