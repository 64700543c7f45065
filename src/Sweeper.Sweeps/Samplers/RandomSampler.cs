using System.Collections.Immutable;
using Sweeper.Sweeps.Distributions;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Draws the values of each hyperparameter from its distribution, or evenly from its list. It goes on for as long as it is asked, and
/// may propose the same values twice. A proposal depends on the seed and its place alone.
/// </summary>
public sealed class RandomSampler(long seed) : ISampler
{
    public IEnumerable<HyperparameterValues> Sample(SearchSpace space)
    {
        ImmutableArray<ImmutableArray<Hyperparameter>> axes = space.Axes;
        for (long proposal = 0; ; proposal++)
            yield return space.WithoutAbsent(new HyperparameterValues(axes.SelectMany(a => Draw(a, proposal))));
    }

    // Those that vary together are drawn as one, under the name of the first.
    private IEnumerable<KeyValuePair<string, HyperparameterValue>> Draw(ImmutableArray<Hyperparameter> axis, long proposal)
    {
        var draws = RandomDraws.For(seed, proposal, axis[0].Name);
        if (axis[0].Distribution is Distribution distribution)
            return [KeyValuePair.Create(axis[0].Name, distribution.Draw(draws))];
        int index = (int)(draws.NextUnit() * axis[0].Values.Length);
        return axis.Select(h => KeyValuePair.Create(h.Name, h.Values[index]));
    }
}
