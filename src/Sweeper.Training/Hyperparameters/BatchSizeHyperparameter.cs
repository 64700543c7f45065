using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>How many images make one step: a number, or <c>full</c> for the whole training set.</summary>
public sealed class BatchSizeHyperparameter : HyperparameterDefinition
{
    /// <summary>The value that stands for the whole training set.</summary>
    public const string Full = "full";

    private static readonly NumberValue Default = new(128);

    public override string Name => HyperparameterNames.BatchSize;

    public override string Description => "images per step; full is full-batch gradient descent";

    public override string Allowed => "an integer from 1 to the number of training images, or full";

    public override string DefaultText => Default.ToString();

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    /// <summary>
    /// The images of one step. The default is more than a very small training set has; the set is one batch then.
    /// </summary>
    /// <param name="value">A value of this hyperparameter.</param>
    /// <param name="trainingCount">The images trained on.</param>
    public static int ImagesOf(HyperparameterValue value, int trainingCount) =>
        value is NumberValue number ? (int)Math.Min(number.Number, trainingCount) : trainingCount;

    public override bool TakesIntegers => true;

    public override NumberRange? NumbersIn(HyperparameterContext context) =>
        new(1, NetworkContext.DatasetOf(context)?.TrainingCount ?? int.MaxValue);

    public override JsonObject ValueSchema() =>
        SchemaParts.Any(SchemaParts.Integer(new NumberRange(1)), SchemaParts.OneOf([Full]));

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text: Full })
            return new TextValue(Full);
        return context.Values.Integer(node, Name, NumbersIn(context)!.Value, Full) is long images
            ? new NumberValue(images)
            : null;
    }
}
