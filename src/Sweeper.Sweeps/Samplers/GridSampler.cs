using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>Every combination of the values, the last hyperparameter varying fastest.</summary>
public sealed class GridSampler : ISampler
{
    public IEnumerable<HyperparameterValues> Sample(SearchSpace space)
    {
        int[] position = new int[space.Hyperparameters.Length];
        do
        {
            yield return new HyperparameterValues(
                space.Hyperparameters.Select((h, i) => KeyValuePair.Create(h.Name, h.Values[position[i]])));
        }
        while (Advance(position, space));
    }

    private static bool Advance(int[] position, SearchSpace space)
    {
        for (int i = position.Length - 1; i >= 0; i--)
        {
            if (++position[i] < space.Hyperparameters[i].Values.Length)
                return true;
            position[i] = 0;
        }

        return false;
    }
}
