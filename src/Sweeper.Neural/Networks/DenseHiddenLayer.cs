using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>A fully connected hidden layer; places in its input mean nothing to it.</summary>
/// <param name="Units">At least 1.</param>
public sealed record DenseHiddenLayer(int Units) : HiddenLayer
{
    public override bool HasWeights => true;

    public override FeatureShape OutputOf(FeatureShape input) => FeatureShape.Flat(Units);

    public override Int128 WeightCountOf(FeatureShape input) => ((Int128)input.Count + 1) * Units;

    public override Int128 MultiplicationsOf(FeatureShape input) => (Int128)input.Count * Units;
}
