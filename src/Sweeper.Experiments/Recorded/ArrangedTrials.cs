using System.Collections;
using System.Collections.Immutable;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>The trials of a plan in another order: the recorded ones under their numbers, then the others.</summary>
internal sealed class ArrangedTrials : IReadOnlyList<Trial>
{
    private readonly IReadOnlyList<Trial> _planned;
    private readonly List<int> _places = [];

    // Recorded trials that are not planned, by number.
    private readonly Dictionary<int, Trial> _leftOut = [];

    private ArrangedTrials(IReadOnlyList<Trial> planned, ImmutableArray<TrialRecord> recorded)
    {
        _planned = planned;
        Dictionary<TrialIdentity, int> places = recorded.ToDictionary(r => r.Identity, _ => -1);
        List<int> others = [];
        for (int i = 0; i < planned.Count; i++)
        {
            TrialIdentity identity = planned[i].Identity;
            if (places.ContainsKey(identity))
                places[identity] = i;
            else
                others.Add(i);
        }

        foreach (TrialRecord record in recorded)
        {
            _places.Add(places[record.Identity]);
            if (places[record.Identity] < 0)
                _leftOut.Add(record.Number, record.ToTrial());
        }

        _places.AddRange(others);
    }

    public int Count => _places.Count;

    public Trial this[int index] =>
        _leftOut.GetValueOrDefault(index + 1) ?? _planned[_places[index]] with { Number = index + 1 };

    /// <summary>The plan with its trials in that order.</summary>
    public static SweepPlan Arrange(SweepPlan plan, ImmutableArray<TrialRecord> recorded)
    {
        var trials = new ArrangedTrials(plan.Trials, recorded);
        return plan with { Trials = trials, LeftOut = [.. trials._leftOut.Keys] };
    }

    public IEnumerator<Trial> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
