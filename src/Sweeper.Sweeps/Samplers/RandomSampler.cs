using System.Collections.Immutable;
using System.Text;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Draws the values of each hyperparameter from its distribution, or evenly from its list. It goes on for as long as it is
/// asked, and may propose the same values twice. A proposal depends on the seed and its place alone.
/// </summary>
public sealed class RandomSampler(long seed) : ISequenceSampler
{
    public static SamplerKind Kind { get; } = new()
    {
        Name = "random",
        Description = "draws run_cap of them, also from ranges",
        Sequence = seed => new RandomSampler(seed),
    };

    public CellSequence Sample(SearchSpace space) => new Cells(space, seed);

    private sealed class Cells : CellSequence
    {
        private readonly SearchSpace _space;
        private readonly long _seed;
        private readonly ImmutableArray<Hyperparameter>[] _axes;
        private readonly byte[][] _names;
        private readonly AssignmentForm _form;

        public Cells(SearchSpace space, long seed)
        {
            // What has one value only is there once for all proposals.
            (_space, _seed) = (space, seed);
            ILookup<bool, ImmutableArray<Hyperparameter>> all = space.Axes.ToLookup(
                a => a[0].Distribution is null && a[0].Values.Length == 1);
            _axes = [.. all[false]];
            _names = [.. _axes.Select(a => Encoding.UTF8.GetBytes(a[0].Name))];
            var constants = new HyperparameterValues(
                all[true].SelectMany(a => a).Select(h => KeyValuePair.Create(h.Name, h.Values[0])));
            _form = AssignmentForm.Of(_axes.SelectMany(a => a).Select(h => h.Name)).Extended(constants);
        }

        public override long Count => long.MaxValue;

        public override HyperparameterValues this[long place]
        {
            get
            {
                var draws = new RandomDraws();
                var values = new HyperparameterValue[_form.OwnCount];
                int next = 0;
                for (int i = 0; i < _axes.Length; i++)
                {
                    draws.Restart(_seed, place, _names[i]);
                    next += Draw(_axes[i], draws, values.AsSpan(next));
                }

                return _space.WithoutAbsent(new HyperparameterValues(_form, values));
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
}
