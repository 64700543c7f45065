using System.Collections;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// The trials of an experiment that need no results. Of each cell only its place and the identity of its first trial are kept: a
/// trial is made when it is asked for, so that a million of them take little. For several threads.
/// </summary>
internal sealed class ExperimentTrials : IReadOnlyList<Trial>
{
    private readonly List<int> _places;
    private readonly List<TrialIdentity> _identities;
    private readonly ExperimentCells _cells;
    private readonly CellTrials _trials;
    private readonly int _perCell;

    /// <param name="experiment">The experiment.</param>
    /// <param name="most">So many trials at most.</param>
    /// <param name="values">Takes in the values of each cell.</param>
    public ExperimentTrials(Experiment experiment, int most, PlanValues values)
    {
        _cells = new ExperimentCells(experiment);
        _trials = new CellTrials(experiment);
        _perCell = experiment.TrialsPerCell;
        int expected = _cells.Expected;
        (_places, _identities) = (new List<int>(expected), new List<TrialIdentity>(expected));
        foreach (DistinctCell cell in _cells.Distinct(_trials))
        {
            IsCapped = (long)_places.Count * _perCell >= most;
            if (IsCapped)
                break;
            _places.Add(cell.Place);
            _identities.Add(cell.Complete.Identity);
            values.Add(cell.Complete.Values);
        }

        long all = (long)_places.Count * _perCell;
        IsCapped |= all > most;
        Count = (int)Math.Min(all, most);
        _places.TrimExcess();
        _identities.TrimExcess();
    }

    public int Count { get; }

    /// <summary>Whether there would be more without the limit on their number.</summary>
    public bool IsCapped { get; }

    /// <summary>The identities of all.</summary>
    public IEnumerable<TrialIdentity> Identities =>
        _perCell == 1 ? _identities : Enumerable.Range(0, Count).Select(i => _trials.IdentityOf(CellOf(i), i % _perCell));

    public Trial this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _trials.Of(CellOf(index), index % _perCell, index + 1);
        }
    }

    public IEnumerator<Trial> GetEnumerator() => WorkedAhead.Of(Count, i => this[(int)i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private CompleteCell CellOf(int index) => _trials.Complete(_cells[_places[index / _perCell]], _identities[index / _perCell]);
}
