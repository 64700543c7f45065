using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers.Points;

/// <summary>
/// A search space as points: a coordinate for each of its axes, NaN where that is absent. The axes are in the order of the file,
/// except that those on which others depend come before them. For one thread.
/// </summary>
internal sealed class SamplerSpace
{
    private readonly Test[][]?[] _when;
    private readonly Test[][] _exclude;

    private SamplerSpace(ImmutableArray<SamplerAxis> axes, SearchSpace space)
    {
        Axes = axes;
        Dictionary<string, (int Axis, int Member)> places = [];
        for (int i = 0; i < axes.Length; i++)
        {
            for (int member = 0; member < axes[i].Hyperparameters.Length; member++)
                places[axes[i].Hyperparameters[member].Name] = (i, member);
        }

        _when =
        [
            .. from axis in axes
               let isConditional = axis.Hyperparameters.Any(h => h.When is not null)
               select isConditional ? axis.Hyperparameters.Select(h => Tests(h.When, places)).ToArray() : null,
        ];
        _exclude = [.. space.Exclude.Select(c => Tests(c, places))];
    }

    public ImmutableArray<SamplerAxis> Axes { get; }

    public static SamplerSpace Of(SearchSpace space)
    {
        List<ImmutableArray<Hyperparameter>> waiting = [.. space.Axes];
        HashSet<string> names = [.. waiting.SelectMany(a => a).Select(h => h.Name)];
        List<SamplerAxis> axes = new(waiting.Count);
        while (waiting.Count > 0)
        {
            int next = Math.Max(0, waiting.FindIndex(a => !a.SelectMany(Parents).Any(names.Contains)));
            axes.Add(SamplerAxis.Of(waiting[next]));
            names.ExceptWith(waiting[next].Select(h => h.Name));
            waiting.RemoveAt(next);
        }

        return new SamplerSpace([.. axes], space);
    }

    /// <summary>Whether an axis is there in every cell.</summary>
    public bool IsEverywhere(int axis) => _when[axis] is not Test[][] members || members.Any(tests => tests.Length == 0);

    /// <summary>Whether an axis is there in the cell of a point, of which the axes before it are known.</summary>
    public bool Exists(int axis, double[] point) =>
        _when[axis] is not Test[][] members || members.Any(tests => Hold(tests, point));

    /// <summary>What decides where an axis is there: the same text for those that are always there together.</summary>
    public string Presence(int axis) =>
        string.Join('|', (_when[axis] ?? []).Select(tests => string.Join('&', tests.Select(t => t.ToString()))));

    /// <summary>Whether the cell of a point, as far as it is known, is excluded.</summary>
    public bool Excludes(double[] point) => Array.Exists(_exclude, tests => Hold(tests, point));

    /// <summary>Whether leaving cells out depends on an axis, by itself or by where others are there.</summary>
    public bool DecidesExclusion(int axis) =>
        Array.Exists(_exclude, tests => Array.Exists(tests, t => t.Axis == axis || DependsOn(t.Axis, axis)));

    /// <summary>The point of what a trial has.</summary>
    public double[] PointOf(HyperparameterValues values)
    {
        double[] point = new double[Axes.Length];
        for (int i = 0; i < point.Length; i++)
            point[i] = Axes[i].Find(values);
        return point;
    }

    /// <summary>The cell of a point.</summary>
    public HyperparameterValues CellOf(double[] point)
    {
        List<KeyValuePair<string, HyperparameterValue>> entries = new(point.Length);
        for (int i = 0; i < point.Length; i++)
        {
            for (int member = 0; member < Axes[i].Hyperparameters.Length && !double.IsNaN(point[i]); member++)
            {
                if (_when[i] is not Test[][] members || Hold(members[member], point))
                    entries.Add(KeyValuePair.Create(Axes[i].Hyperparameters[member].Name, Axes[i].ValueAt(point[i], member)));
            }
        }

        return new HyperparameterValues(entries);
    }

    /// <summary>A point of which nothing is known.</summary>
    public double[] EmptyPoint()
    {
        double[] point = new double[Axes.Length];
        Array.Fill(point, double.NaN);
        return point;
    }

    /// <summary>The point with a coordinate for each axis that is there, asked for in order.</summary>
    public double[] Fill(Func<int, double[], double> coordinate)
    {
        double[] point = EmptyPoint();
        for (int i = 0; i < point.Length; i++)
        {
            if (Exists(i, point))
                point[i] = Axes[i].IsSingle ? Axes[i].At(0) : coordinate(i, point);
        }

        return point;
    }

    private static IEnumerable<string> Parents(Hyperparameter hyperparameter) =>
        hyperparameter.When is Condition condition ? condition.Hyperparameters.Select(h => h.Name) : [];

    private static Test[] Tests(Condition? condition, Dictionary<string, (int Axis, int Member)> places) =>
    [
        .. from hyperparameter in condition?.Hyperparameters ?? []
           let place = places.GetValueOrDefault(hyperparameter.Name, (-1, 0))
           select new Test(place.Item1, place.Item2, hyperparameter.Values),
    ];

    private bool DependsOn(int axis, int other) => axis >= 0 && _when[axis] is Test[][] members
        && Array.Exists(
            members, tests => Array.Exists(tests, t => t.Axis == other || (t.Axis < axis && DependsOn(t.Axis, other))));

    private bool Hold(Test[] tests, double[] point) => Array.TrueForAll(tests, test => Holds(test, point));

    private bool Holds(Test test, double[] point) => test.Axis >= 0 && !double.IsNaN(point[test.Axis])
        && test.Values.Contains(Axes[test.Axis].ValueAt(point[test.Axis], test.Member))
        && (_when[test.Axis] is not Test[][] members || Hold(members[test.Member], point));

    /// <summary>
    /// Whether a hyperparameter, a member of an axis, has one of some values. The axis is −1 when the space has no such
    /// hyperparameter.
    /// </summary>
    private sealed record Test(int Axis, int Member, ImmutableArray<HyperparameterValue> Values)
    {
        public override string ToString() => $"{Axis}.{Member}={string.Join(',', Values.Select(v => v.Canonical))}";
    }
}
