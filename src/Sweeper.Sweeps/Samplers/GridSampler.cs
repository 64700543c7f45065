using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Every combination of the values, the last hyperparameter varying fastest; those that vary together do so at the place of the first.
/// For spaces without distributions.
/// </summary>
public sealed class GridSampler
{
    public IEnumerable<HyperparameterValues> Sample(SearchSpace space)
    {
        ImmutableArray<ImmutableArray<Hyperparameter>> axes = space.Axes;
        int[] position = new int[axes.Length];
        (Hyperparameter Hyperparameter, int Axis)[] all = [.. axes.SelectMany((axis, i) => axis.Select(h => (h, i)))];
        var form = AssignmentForm.Of(all.Select(h => h.Hyperparameter.Name));
        do
        {
            HyperparameterValue[] values = Array.ConvertAll(all, h => h.Hyperparameter.Values[position[h.Axis]]);
            yield return space.WithoutAbsent(new HyperparameterValues(form, values));
        }
        while (Advance(position, axes));
    }

    private static bool Advance(int[] position, ImmutableArray<ImmutableArray<Hyperparameter>> axes)
    {
        for (int i = position.Length - 1; i >= 0; i--)
        {
            if (++position[i] < axes[i][0].Values.Length)
                return true;
            position[i] = 0;
        }

        return false;
    }
}
