using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Every combination of the values, the last hyperparameter varying fastest; those that vary together do so at the place of the
/// first. For spaces without distributions.
/// </summary>
public sealed class GridSampler : ISequenceSampler
{
    public static SamplerKind Kind { get; } = new()
    {
        Name = "grid",
        Description = "tries every combination",
        TakesRanges = false,
        Sequence = _ => new GridSampler(),
    };

    public CellSequence Sample(SearchSpace space) => new Cells(space);

    private sealed class Cells : CellSequence
    {
        private readonly SearchSpace _space;
        private readonly int[] _lengths;
        private readonly (Hyperparameter Hyperparameter, int Axis)[] _all;
        private readonly AssignmentForm _form;

        public Cells(SearchSpace space)
        {
            _space = space;
            _lengths = [.. space.Axes.Select(a => a[0].Values.Length)];
            _all = [.. space.Axes.SelectMany((axis, i) => axis.Select(h => (h, i)))];
            _form = AssignmentForm.Of(_all.Select(h => h.Hyperparameter.Name));
            Count = space.CellCount;
        }

        public override long Count { get; }

        public override HyperparameterValues this[long place]
        {
            get
            {
                Span<int> position = stackalloc int[_lengths.Length];
                for (int i = _lengths.Length - 1; i >= 0; i--)
                    (place, position[i]) = (place / _lengths[i], (int)(place % _lengths[i]));
                var values = new HyperparameterValue[_all.Length];
                for (int i = 0; i < values.Length; i++)
                    values[i] = _all[i].Hyperparameter.Values[position[_all[i].Axis]];
                return _space.WithoutAbsent(new HyperparameterValues(_form, values));
            }
        }
    }
}
