using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Proposes the cells of a sequence that has no end, one at a time, where nobody says how many there are to be.
/// </summary>
public sealed class EndlessSampler(CellSequence cells) : ISampler
{
    // So many in a row that are trials already mean that hardly anything new is left.
    private const int MaximumRepetitions = 1_000;

    // As many as somebody would look at; none of them needs results.
    public int Startup => 100;

    public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
    {
        HashSet<HyperparameterValues> known = [.. history.Select(t => t.Values)];
        return Enumerable.Range(history.Count, MaximumRepetitions).Select(place => cells[place])
            .FirstOrDefault(c => !space.Excludes(c) && !known.Contains(c));
    }
}
