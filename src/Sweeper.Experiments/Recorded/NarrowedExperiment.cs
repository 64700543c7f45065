using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Recorded;

/// <summary>
/// The experiment that goes on around the best trial of a sweep: half of each range, and for the lists of numbers of a grid,
/// which could have no ranges, what lies between the neighbours of the best. Lists that were a choice stay, and so does
/// everything else in the file.
/// </summary>
public sealed class NarrowedExperiment
{
    private const string Suffix = "-next";
    private const int Cells = 30;

    private readonly Experiment _experiment;
    private readonly HyperparameterValues _best;
    private readonly HashSet<string> _tied;

    private NarrowedExperiment(Experiment experiment, HyperparameterValues best)
    {
        SearchSpace space = experiment.Space;
        _experiment = experiment;
        _best = space.WithoutAbsent(best.Where(v => space.Hyperparameters.Any(h => h.Name == v.Key)));

        // What others speak of by its values must be listed.
        IEnumerable<Condition> conditions = space.Exclude.Concat(space.Hyperparameters.Select(h => h.When).OfType<Condition>());
        _tied = [.. space.Zip.SelectMany(names => names), .. conditions.SelectMany(c => c.Hyperparameters).Select(h => h.Name)];
    }

    private ITrialKind Kind => _experiment.Trial.Kind;

    /// <summary>Grids have the steps of their ranges listed.</summary>
    private bool IsGrid => !_experiment.Method.TakesRanges;

    /// <summary>Writes it.</summary>
    /// <param name="experiment">The experiment of the sweep.</param>
    /// <param name="sweep">What the sweep is called.</param>
    /// <param name="best">Its best trial.</param>
    /// <param name="loader">Reads the file, to see that it is valid.</param>
    /// <returns>The file, and the experiment that it is.</returns>
    /// <exception cref="SweeperException">The file would not be valid.</exception>
    public static (string Text, Experiment Experiment) Write(
        Experiment experiment, SweepReference sweep, TrialRecord best, ExperimentLoader loader)
    {
        string text = SyntaxWriter.Write(new NarrowedExperiment(experiment, best.Values).Document(sweep, best));
        ExperimentLoadResult loaded = loader.Load(text, experiment.File);
        return loaded.Experiment is Experiment valid
            ? (text, valid)
            : throw new SweeperException(
                $"no experiment can be made around the best of '{sweep}': {loaded.Errors[0]}", FailureKind.Input);
    }

    /// <summary>Writes it where it has something to try.</summary>
    /// <param name="experiment">The experiment of the sweep.</param>
    /// <param name="sweep">What the sweep is called.</param>
    /// <param name="best">Its best trial.</param>
    /// <param name="hasUntried">
    /// Whether the sweep has a cell that was not tried; asked only where nothing becomes a range.
    /// </param>
    /// <param name="loader">Reads the file, to see that it is valid.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SweeperException">The file would not be valid, or nothing is left to try.</exception>
    public static string WriteUntried(
        Experiment experiment, SweepReference sweep, TrialRecord best, Func<bool> hasUntried, ExperimentLoader loader)
    {
        (string text, Experiment narrowed) = Write(experiment, sweep, best, loader);
        return narrowed.Space.Hyperparameters.Any(h => h.Distribution is NumericDistribution) || hasUntried()
            ? text
            : throw new SweeperException(
                $"nothing is left to try in '{sweep}': every cell of its lists has been; list further values",
                FailureKind.Input);
    }

    private MappingNode Document(SweepReference sweep, TrialRecord best)
    {
        var errors = new ErrorCollector(_experiment.File);
        SyntaxNode text = SyntaxReader.Read(_experiment.Text, errors)!;
        var written = (MappingNode)new SettingOverrides(Kind, errors).Apply(text, _experiment.Settings);
        SamplerKind method = _experiment.Method;
        bool learns = method.Learner is not null;
        string gp = Kind.Dialect == Dialect.Wandb ? GpSampler.Kind.Aliases[0] : GpSampler.Kind.Name;
        int most = Cells * _experiment.TrialsPerCell;
        if (_experiment.RunCap is int cap)
            most = learns ? cap : Math.Max(cap, most);
        string trial = FormattableString.Invariant($"trial {best.Number}, {_experiment.Objective.Metric} {best.Objective:G6}");
        var parameters = (MappingNode)written.Find(ExperimentKeys.Parameters)!;
        (string, SyntaxNode)[] repeats = _experiment.MostRepeats is null
            ? []
            : [(ExperimentKeys.Repeats, NarrowedRange.Node(_experiment.Repeats, isWhole: true))];
        string name = _experiment.Name[..Math.Min(_experiment.Name.Length, SweepName.Longest - Suffix.Length)].TrimEnd('-');
        return NarrowedRange.With(
            new MappingNode(written.Entries.RemoveAll(e => e.Name == ExperimentKeys.Include)) { Position = written.Position },
            [
                .. repeats,
                (ExperimentKeys.Name, NarrowedRange.Text(name + Suffix)),
                (ExperimentKeys.Description, NarrowedRange.Text($"Goes on around the best of {sweep}: {trial}")),
                (ExperimentKeys.Method, NarrowedRange.Text(learns && method != GpSampler.Kind ? method.Name : gp)),
                (ExperimentKeys.RunCap, NarrowedRange.Node(Math.Min(most, ExperimentCells.Maximum), isWhole: true)),
                (ExperimentKeys.Parameters, Narrowed(parameters, "")),
            ]);
    }

    /// <summary>Nested maps of Weights &amp; Biases stay as they are nested.</summary>
    private MappingNode Narrowed(MappingNode parameters, string outer) => NarrowedRange.With(
        parameters, [.. parameters.Entries.Select(e => (e.Name, Narrowed(outer + e.Name, e.Value)))]);

    private SyntaxNode Narrowed(string name, SyntaxNode node)
    {
        if (Kind.Dialect == Dialect.Wandb && (node as MappingNode)?.Find(ExperimentKeys.Parameters) is MappingNode inner)
            return NarrowedRange.With((MappingNode)node, (ExperimentKeys.Parameters, Narrowed(inner, $"{name}.")));
        if (_experiment.Space.Hyperparameters.FirstOrDefault(h => h.Name == name) is not { IsSwept: true } declared)
            return node;
        double[] listed = [.. declared.Values.OfType<NumberValue>().Select(v => v.Number)];
        double? best = (_best.Find(name) as NumberValue)?.Number;
        var map = node as MappingNode;
        bool isRange = map?.Find("min") is not null;
        if (IsGrid && _tied.Contains(name))
            return isRange ? Listed(listed, map!) : node;
        if (best is not double number)
            return node;
        if (IsGrid && !isRange && listed.Length == declared.Values.Length && IsScale(name, listed))
            return WithCondition(NarrowedRange.Between(listed, number, isWhole: TakesIntegers(name)), map);
        return map is null || map.Find("values") is not null ? node : NarrowedRange.Of(map, number);
    }

    private bool TakesIntegers(string name) => Kind.Hyperparameters.Find(name)?.TakesIntegers == true;

    // Whole numbers of a program may be names, such as the depths of networks that there are.
    private bool IsScale(string name, double[] listed) =>
        Kind.Hyperparameters.IsClosed ? Kind.Hyperparameters.Find(name) is not null : listed.Any(n => n != Math.Floor(n));

    private static MappingNode Listed(double[] numbers, MappingNode map)
    {
        IEnumerable<SyntaxNode> values = numbers.Select(n => NarrowedRange.Node(n, n == Math.Floor(n)));
        var list = new SequenceNode([.. values]) { Position = map.Position };
        return WithCondition(NarrowedRange.With(new MappingNode([]) { Position = map.Position }, ("values", list)), map);
    }

    private static MappingNode WithCondition(MappingNode range, MappingNode? map) =>
        map?.Find("when") is SyntaxNode condition ? NarrowedRange.With(range, ("when", condition)) : range;
}
