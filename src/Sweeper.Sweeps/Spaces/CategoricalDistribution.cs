using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>One of some values, each with its probability.</summary>
/// <param name="Values">At least one.</param>
/// <param name="Probabilities">As many, not negative, that add up to 1.</param>
public sealed record CategoricalDistribution(ImmutableArray<HyperparameterValue> Values, ImmutableArray<double> Probabilities) : Distribution
{
    public override string Description => string.Join(
        ", ", Values.Select((v, i) => FormattableString.Invariant($"{v} ({Probabilities[i]:P0})")));

    public override HyperparameterValue Draw(RandomDraws draws)
    {
        double rest = draws.NextUnit();
        int chosen = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            if (Probabilities[i] <= 0)
                continue;
            chosen = i;
            rest -= Probabilities[i];
            if (rest < 0)
                break;
        }

        return Values[chosen];
    }
}
