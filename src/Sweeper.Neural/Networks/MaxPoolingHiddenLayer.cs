using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side. Rows and columns at the end that do not fill a square are left out.
/// </summary>
/// <param name="Size">Height and width of a square; at least 1.</param>
public sealed record MaxPoolingHiddenLayer(int Size) : HiddenLayer
{
    public override bool HasWeights => false;

    public override FeatureShape OutputOf(FeatureShape input) => input with { Height = input.Height / Size, Width = input.Width / Size };

    public override Int128 WeightCountOf(FeatureShape input) => 0;

    public override Int128 MultiplicationsOf(FeatureShape input) => 0;
}
