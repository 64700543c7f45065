using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Families;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>The losses that a network can be trained on.</summary>
public abstract class LossKind : FamilyMember
{
    private const string Reduction = "reduction";

    private static readonly List<LossKind> Known = [];

    private LossKind(string name, ImmutableArray<OutputKind> outputs, params ImmutableArray<Setting> settings)
        : base(name, settings)
    {
        Outputs = outputs;
        Known.Add(this);
    }

    public static LossKind CrossEntropy { get; } = new CrossEntropyKind();

    public static LossKind BinaryCrossEntropy { get; } = new BinaryCrossEntropyKind();

    public static LossKind MeanSquaredError { get; } = new MeanSquaredErrorKind();

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<LossKind> All { get; } = [.. Known];

    /// <summary>
    /// The outputs that it is defined over, the usual one first. The cross-entropies are computed from logits, and each belongs
    /// to the one function that makes its target a probability.
    /// </summary>
    public ImmutableArray<OutputKind> Outputs { get; }

    /// <summary>Whether its targets can be smoothed.</summary>
    public virtual bool TakesLabelSmoothing => false;

    internal abstract ILoss<T> Create<T>(LossDefinition definition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private sealed class CrossEntropyKind() : LossKind("cross_entropy", [OutputKind.Softmax])
    {
        public override bool TakesLabelSmoothing => true;

        internal override ILoss<T> Create<T>(LossDefinition definition) => new CrossEntropyLoss<T>(definition.LabelSmoothing);
    }

    private sealed class BinaryCrossEntropyKind() : LossKind("binary_cross_entropy", [OutputKind.Sigmoid])
    {
        internal override ILoss<T> Create<T>(LossDefinition definition) => new BinaryCrossEntropyLoss<T>();
    }

    private sealed class MeanSquaredErrorKind() : LossKind(
        "mean_squared_error",
        [OutputKind.Sigmoid, OutputKind.Identity, OutputKind.Softmax],
        Setting.Choice(Reduction, "how the squares of the outputs of an image are put together", "sum", "mean", "half"))
    {
        internal override ILoss<T> Create<T>(LossDefinition definition) =>
            new MeanSquaredErrorLoss<T>(definition.Output, (SquaredErrorReduction)definition.Settings[Reduction]);
    }
}
