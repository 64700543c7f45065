using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Samplers.Surrogates;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>The points that a <see cref="TpeSampler"/> would try, the best first.</summary>
/// <param name="space">What may vary.</param>
/// <param name="parts">The axes that are judged together.</param>
/// <param name="points">The points of the best trials and of the others, each the oldest first.</param>
/// <param name="candidates">How many points are drawn for each part and compared.</param>
internal sealed class TpeProposals(
    SamplerSpace space, int[][] parts, (double[][] Best, double[][] Others) points, int candidates)
{
    // Categories seen equally often are equally good: rounding must not decide between them, but the order in which they were
    // drawn.
    private const int EqualDigits = 12;

    private readonly (ParzenEstimator Best, ParzenEstimator Others)?[] _estimators =
        new (ParzenEstimator, ParzenEstimator)?[parts.Length];

    private readonly Dictionary<int, (int Part, int Place)> _places =
        parts.SelectMany((axes, part) => axes.Select((axis, place) => (axis, part, place)))
            .ToDictionary(p => p.axis, p => (p.part, p.place));

    /// <summary>
    /// As many points as there are candidates. Those after the first have the next best candidates of the first part.
    /// </summary>
    public IEnumerable<double[]> Points(IRandomNumbers numbers)
    {
        (int Part, double[][] Ranked)? first = null;
        for (int rank = 0; rank < candidates; rank++)
        {
            double[]?[] chosen = new double[]?[parts.Length];
            yield return space.Fill((axis, _) =>
            {
                // Only now is it known that the axis is there.
                (int part, int place) = _places[axis];
                first ??= (part, Ranked(part, numbers));
                chosen[part] ??= part == first.Value.Part ? first.Value.Ranked[rank] : Ranked(part, numbers)[0];
                return chosen[part]![place];
            });
        }
    }

    /// <summary>Candidates for a part, [candidates][axes], the likeliest to be among the best first.</summary>
    private double[][] Ranked(int part, IRandomNumbers numbers)
    {
        (ParzenEstimator best, ParzenEstimator others) =
            _estimators[part] ??= (Estimator(part, points.Best), Estimator(part, points.Others));
        double[][] drawn = best.Draw(candidates, numbers);
        double[] among = best.LogDensities(drawn), beside = others.LogDensities(drawn);
        return
        [
            .. from candidate in Enumerable.Range(0, candidates)
               orderby Math.Round(among[candidate] - beside[candidate], EqualDigits) descending
               select Array.ConvertAll(drawn, coordinates => coordinates[candidate]),
        ];
    }

    private ParzenEstimator Estimator(int part, double[][] all) => new(
        [.. parts[part].Select(i => space.Axes[i])],
        [.. all.Select(point => Array.ConvertAll(parts[part], i => point[i])).Where(point => !point.Any(double.IsNaN))]);
}
