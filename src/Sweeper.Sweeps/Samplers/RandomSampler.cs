using System.Collections.Immutable;
using System.Text;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Draws the values of each hyperparameter from its distribution, or evenly from its list. It goes on for as long as it is asked, and
/// may propose the same values twice. A proposal depends on the seed and its place alone.
/// </summary>
public sealed class RandomSampler(long seed)
{
    public IEnumerable<HyperparameterValues> Sample(SearchSpace space)
    {
        // What has one value only is there once for all proposals.
        ILookup<bool, ImmutableArray<Hyperparameter>> all = space.Axes.ToLookup(a => a[0].Distribution is null && a[0].Values.Length == 1);
        ImmutableArray<Hyperparameter>[] axes = [.. all[false]];
        var constants = new HyperparameterValues(all[true].SelectMany(a => a).Select(h => KeyValuePair.Create(h.Name, h.Values[0])));
        AssignmentForm form = AssignmentForm.Of(axes.SelectMany(a => a).Select(h => h.Name)).Extended(constants);
        byte[][] names = [.. axes.Select(a => Encoding.UTF8.GetBytes(a[0].Name))];
        var draws = new RandomDraws();
        for (long proposal = 0; ; proposal++)
        {
            var values = new HyperparameterValue[form.OwnCount];
            int place = 0;
            for (int i = 0; i < axes.Length; i++)
            {
                draws.Restart(seed, proposal, names[i]);
                place += Draw(axes[i], draws, values.AsSpan(place));
            }

            yield return space.WithoutAbsent(new HyperparameterValues(form, values));
        }
    }

    // Those that vary together are drawn as one, under the name of the first.
    private static int Draw(ImmutableArray<Hyperparameter> axis, RandomDraws draws, Span<HyperparameterValue> values)
    {
        if (axis[0].Distribution is Distribution distribution)
        {
            values[0] = distribution.Draw(draws);
            return 1;
        }

        int index = (int)(draws.NextUnit() * axis[0].Values.Length);
        for (int i = 0; i < axis.Length; i++)
            values[i] = axis[i].Values[index];
        return axis.Length;
    }
}
