using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Importance;

/// <summary>What a forest learns from: trials as places on axes, and their objectives with mean 0 and variance 1.</summary>
internal sealed class ForestSamples
{
    private readonly int[][] _places;

    private ForestSamples(ImmutableArray<ImportanceAxis> axes, int[][] places, double[] targets)
    {
        Axes = axes;
        _places = places;
        Targets = targets;
    }

    public ImmutableArray<ImportanceAxis> Axes { get; }

    public double[] Targets { get; }

    public int Count => Targets.Length;

    /// <param name="trials">Trials with finite objectives, not all the same.</param>
    /// <param name="space">What was searched.</param>
    public static ForestSamples Of(IReadOnlyCollection<TrialRecord> trials, SearchSpace space)
    {
        // In an order that does not depend on when they were trained, so that neither does the forest.
        TrialRecord[] ordered = [.. trials.OrderBy(t => t.Values.Canonical, StringComparer.Ordinal).ThenBy(t => t.Repeat)
            .ThenBy(t => t.Fold).ThenBy(t => t.Objective)];
        ImmutableArray<ImportanceAxis> axes = ImportanceAxes.Of(ordered, space);
        int[][] places = [.. axes.Select(a => ordered.Select(t => a.PlaceOf(t.Values.Find(a.Name))).ToArray())];
        return new ForestSamples(axes, places, Standardize([.. ordered.Select(t => t.Objective!.Value)]));
    }

    /// <summary>
    /// The places as [axis][sample]. Where a hyperparameter does not exist, its value makes no difference: absent ones are drawn
    /// anew for every tree, so that no tree can learn from them.
    /// </summary>
    public int[][] PlacesFor(RandomDraws draws) =>
        [.. _places.Select((places, axis) => places.Contains(-1) ? Complete(places, Axes[axis], draws) : places)];

    private static int[] Complete(int[] places, ImportanceAxis axis, RandomDraws draws) =>
        [.. places.Select(p => p >= 0 ? p : axis.PlaceAt(draws.NextUnit()))];

    private static double[] Standardize(double[] objectives)
    {
        // Scaled first, as the squares of large numbers are infinite.
        double scale = objectives.Max(o => Math.Abs(o));
        double[] scaled = [.. objectives.Select(o => o / scale)];
        double mean = scaled.Average();
        double deviation = Math.Sqrt(scaled.Average(o => (o - mean) * (o - mean)));
        return [.. scaled.Select(o => (o - mean) / deviation)];
    }
}
