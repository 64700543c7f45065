using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads a whole document, going on after every error so that all of them are found.</summary>
/// <param name="kind">The kind of its trials.</param>
/// <param name="samplers">The samplers that it may name.</param>
/// <param name="file">What errors call it.</param>
/// <param name="text">The document.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ExperimentReader(
    ITrialKind kind, ImmutableArray<SamplerKind> samplers, string file, string text, ErrorCollector errors)
{
    internal const int LongestTitle = 200;

    private readonly ValueReader _values = new(errors);

    // Such files run unchanged, with whatever their own runner passes over.
    private bool IsWandb => kind.Dialect == Dialect.Wandb;

    /// <summary>The experiment, or null when errors were recorded.</summary>
    public Experiment? Read(SyntaxNode root)
    {
        ImmutableArray<string> keys = ExperimentKeys.AllOf(kind);
        if (MapReader.Open(root, null, kind.Examples.Document, keys, ExperimentKeys.RefusedFor(kind), errors,
            IsWandb) is not MapReader document)
            return null;

        string? title = ReadTitle(document.Find(ExperimentKeys.Name));
        string? description = ReadDescription(document.Find(ExperimentKeys.Description));
        KindReading trials = kind.Read(document, _values);
        var metrics = new MetricReader(kind, trials, _values);
        Objective? objective = metrics.ReadObjective(document.Find(ExperimentKeys.Metric), document.Node);
        SamplerKind method = ReadMethod(document, objective);
        long? runCap = ReadInteger(document, ExperimentKeys.RunCap, SettingRanges.RunCap);
        EarlyStopping? earlyStopping = metrics.ReadEarlyStopping(document.Find(ExperimentKeys.EarlyStopping), objective);
        var pruning = new PruningReader(_values, kind.Dialect);
        IPruner? pruner = pruning.Read(document.Find(ExperimentKeys.EarlyTerminate), objective);
        long seed = ReadInteger(document, ExperimentKeys.Seed, SettingRanges.Seed) ?? Experiment.DefaultSeed;
        long? parallel = ReadInteger(document, ExperimentKeys.Parallel, SettingRanges.Parallel);
        var repeated = new RepeatsReader(_values);
        (int repeats, int? mostRepeats) = repeated.Read(document.Find(ExperimentKeys.Repeats));
        repeated.Check(document.Find(ExperimentKeys.Repeats), method, hasCap: runCap is not null || !IsWandb, objective);
        var limits = new SweepLimits
        {
            MaximumDuration = document.Find(ExperimentKeys.MaxDuration) is SyntaxNode duration
                ? _values.Duration(duration, ExperimentKeys.MaxDuration)
                : null,
            Target = metrics.ReadTarget(document.Find(ExperimentKeys.Metric), objective),
            Patience = ReadPatience(document, objective),
        };
        FailureRules failures = ReadFailures(document);
        ClusterSettings? cluster = new ClusterReader(_values).Read(document.Find(ExperimentKeys.Cluster));
        ExperimentGrid? grid = ReadGrid(document, trials, method, mostRepeats ?? repeats);
        if (title is null || trials.Settings is not TrialSettings settings || objective is null || grid is null)
            return null;
        pruning.NoteWithoutEffect(
            document.Find(ExperimentKeys.EarlyTerminate), pruner, settings.MostEpochs([grid.Space, .. grid.Include]));

        return new Experiment
        {
            File = file,
            Text = text,
            Name = SweepName.Of(title),
            Title = title,
            Description = description,
            Trial = settings,
            Objective = objective,
            Method = method,
            RunCap = (int?)runCap,
            History = ReadHistory(document.Find(ExperimentKeys.History), method),
            Limits = limits,
            Failures = failures,
            Space = grid.Space,
            Include = grid.Include,
            Repeats = repeats,
            MostRepeats = mostRepeats,
            Seed = seed,
            EarlyStopping = earlyStopping,
            Pruner = pruner,
            Parallel = (int?)parallel,
            Cluster = cluster,
        };
    }

    // Without a name it is that of the file.
    private string? ReadTitle(SyntaxNode? node)
    {
        if (node is null)
            return Path.GetFileNameWithoutExtension(file);
        if (node is ScalarNode { Kind: not ScalarKind.Null } scalar
            && scalar.Written.Trim() is { Length: > 0 and <= LongestTitle } title && !title.Any(char.IsControl))
            return title;
        _values.Refuse(node, ExperimentKeys.Name, ErrorCollector.Text($"text of at most {LongestTitle} characters in one line"));
        return null;
    }

    private string? ReadDescription(SyntaxNode? node)
    {
        // A description that happens to look like a number is still a description.
        if (node is null or ScalarNode { Kind: not ScalarKind.Null })
            return (node as ScalarNode)?.Written;
        _values.Refuse(node, ExperimentKeys.Description, "text");
        return null;
    }

    // A method that is wrong is read as one that allows most, so that it causes no errors but its own.
    private SamplerKind ReadMethod(MapReader document, Objective? objective)
    {
        if (document.Find(ExperimentKeys.Method) is not SyntaxNode node)
            return GridSampler.Kind;
        string name = (node as ScalarNode)?.Text ?? "";
        if (samplers.FirstOrDefault(s => s.Name == name || s.Aliases.Contains(name)) is SamplerKind method)
        {
            if (method.Learner is not null && objective is { IsNone: true })
                errors.Add(
                    node,
                    $"method {name} learns from results, so it needs a metric; write metric: {{name: {kind.Examples.Objective}, "
                    + $"goal: minimize}}");
            CheckEnd(document, (ScalarNode)node, method);
            return method;
        }

        if (name is "custom")
            errors.Add(
                node,
                "method custom is not supported: no other program chooses the trials; write method: random, with run_cap, "
                + "or method: grid");
        else
            _values.Choice(node, ExperimentKeys.Method, [.. samplers.Select(s => s.Name)]);
        return RandomSampler.Kind;
    }

    // Only a grid comes to an end by itself. The files of others run on until somebody stops them.
    private void CheckEnd(MapReader document, ScalarNode node, SamplerKind method)
    {
        if (!method.TakesRanges || IsWandb || document.Find(ExperimentKeys.RunCap) is not null)
            return;
        bool hasEnd = document.Find(ExperimentKeys.MaxDuration) is not null
            || document.Find(ExperimentKeys.Patience) is not null
            || (document.Find(ExperimentKeys.Metric) as MappingNode)?.Find("target") is not null;
        if (method.Learner is null)
            errors.Add(node, $"method {node.Text} needs run_cap, the number of trials to draw; write run_cap: 20");
        else if (!hasEnd)
            errors.Add(
                node,
                $"method {node.Text} needs run_cap, max_duration, patience or the target of metric, or it would never end; "
                + $"write run_cap: 20");
    }

    private int? ReadPatience(MapReader document, Objective? objective)
    {
        if (objective is { IsNone: true } && document.Find(ExperimentKeys.Patience) is SyntaxNode node)
            errors.Add(node, "patience waits for a better metric, and none is given; write metric: {name: …}");
        return (int?)ReadInteger(document, ExperimentKeys.Patience, SettingRanges.RunCap);
    }

    private ImmutableArray<string> ReadHistory(SyntaxNode? node, SamplerKind method)
    {
        if (node is null)
            return [];
        if (method.Learner?.Invoke(0, default).Startup is null or int.MaxValue)
            errors.Add(node,
                $"history is of use to a method that learns, and {method.Name} looks at no results; write method: tpe or gp");
        if (node is SequenceNode { Items.IsEmpty: false } list)
            return [.. list.Items.Select(item => _values.Text(item, "an item of history")).OfType<string>()];
        _values.Refuse(node, ExperimentKeys.History, "a list of earlier sweeps such as [old]");
        return [];
    }

    private FailureRules ReadFailures(MapReader document)
    {
        long? retry = ReadInteger(document, ExperimentKeys.Retry, SettingRanges.Retry);
        int? maximum = FailureRules.Default.MaximumInARow;
        if (document.Find(ExperimentKeys.MaxFailures) is ScalarNode { Text: "none" })
            maximum = null;
        else if (document.Find(ExperimentKeys.MaxFailures) is SyntaxNode node
            && _values.Integer(node, ExperimentKeys.MaxFailures, SettingRanges.MaxFailures, alternative: "none") is long count)
            maximum = count == 0 ? null : (int)count;
        return new FailureRules { Retries = (int)(retry ?? FailureRules.Default.Retries), MaximumInARow = maximum };
    }

    private long? ReadInteger(MapReader document, string key, NumberRange range) =>
        document.Find(key) is SyntaxNode node ? _values.Integer(node, key, range) : null;

    private ExperimentGrid? ReadGrid(MapReader document, KindReading trials, SamplerKind method, long repeats)
    {
        var spaces = new SpaceReader(kind, trials.Context, SpaceKind.Parameters, method.TakesRanges);
        var oneByOne = new SpaceReader(kind, trials.Context, SpaceKind.Cells, takesRanges: false);
        var cells = new CellsReader(kind, oneByOne, method.TakesRanges, errors);
        string advice = $"write a map such as {kind.Examples.Parameters}";
        SyntaxNode? parameters = document.Require(ExperimentKeys.Parameters, advice, errors);
        DeclaredSpace? declared = parameters is null
            ? null
            : spaces.Read(parameters, ExperimentKeys.Parameters, kind.Examples.Parameters);
        if (declared is not null)
        {
            int before = errors.Count;
            declared = new ZipReader(kind.Examples.Zip, errors)
                .Read(document.Find(ExperimentKeys.Zip), new ConditionReader(errors).Resolve(declared));
            if (errors.Count > before)
                declared = null;
            else if (!method.TakesRanges)
                CheckSize(parameters!, declared.ToSearchSpace(), repeats, trials.Settings?.Folds ?? 1);
        }

        ImmutableArray<Condition>? exclude = cells.ReadExclude(document.Find(ExperimentKeys.Exclude), declared);
        ImmutableArray<DeclaredSpace>? include = cells.ReadInclude(document.Find(ExperimentKeys.Include), declared, exclude);
        if (declared is null || exclude is null || include is null)
            return null;

        cells.CheckConflicts(declared, exclude.Value);
        foreach (DeclaredSpace grid in include.Value)
            cells.CheckConflicts(grid, []);
        return new ExperimentGrid(
            declared.ToSearchSpace() with { Exclude = exclude.Value }, [.. include.Value.Select(g => g.ToSearchSpace())]);
    }

    private void CheckSize(SyntaxNode parameters, SearchSpace space, long repeats, long folds)
    {
        long cells = space.CellCount;
        if (cells > ExperimentCells.Maximum)
        {
            string allowed = ErrorCollector.Text($"at most {ExperimentCells.Maximum:N0} are allowed: list fewer values");
            errors.Add(parameters, ErrorCollector.Text($"the grid has {cells:N0} cells; {allowed}"));
        }
        else if (cells * repeats * folds > ExperimentCells.Maximum)
        {
            string times = (repeats > 1 ? ErrorCollector.Text($" times {repeats:N0} repeats") : "") + (
                folds > 1 ? ErrorCollector.Text($" times {folds:N0} folds") : "");
            string trials = ErrorCollector.Text($"{cells:N0} cells{times} are {cells * repeats * folds:N0} trials");
            errors.Add(parameters, ErrorCollector.Text($"{trials}; at most {ExperimentCells.Maximum:N0} are allowed"));
        }
    }
}
