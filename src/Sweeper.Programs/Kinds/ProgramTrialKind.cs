using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Programs.Arguments;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Programs.Kinds;

/// <summary>
/// Any program as a kind of trial. Its experiments are the sweep files of Weights &amp; Biases, with keys of Sweeper added.
/// </summary>
public sealed class ProgramTrialKind : ITrialKind
{
    private const string ProgramKey = "program";
    private const string Launched =
        "is not supported: programs run on this machine; name one with program or command, and leave this out";
    private const string OfNetwork =
        "belongs to the built-in network, and with program or command the trial is a program; leave one of them out";

    // What only says things to whoever runs such files elsewhere.
    private static readonly string[] Remembered = ["project", "entity"];
    private static readonly string[] WithoutEffect = ["controller", "apiVersion", "kind"];

    private ProgramTrialKind()
    {
    }

    /// <summary>The kind.</summary>
    public static ProgramTrialKind Instance { get; } = new();

    public string Name => "program";

    public Dialect Dialect => Dialect.Wandb;

    public ImmutableArray<KindKey> Keys { get; } =
    [
        new(ProgramKey, ExperimentKeys.Description, "the program, which ${program} in the command stands for", () =>
            SchemaParts.Type("string"))
        {
            Claims = true,
        },
        new(
            CommandReader.Key,
            ExperimentKeys.Description,
            "the program to start and its arguments, with macros; default ${env} ${interpreter} ${program} ${args}",
            () => SchemaParts.List(new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }))
        {
            Claims = true,
        },
        new(ReportReader.Key, ExperimentKeys.Metric, "where metrics are read", ReportReader.Schema),
        new(RunReader.Key, ExperimentKeys.Repeats, "how programs are started and ended", RunReader.Schema),
        .. Remembered.Select(key => new KindKey(
            key, ExperimentKeys.Description, "kept and shown; changes nothing", () => SchemaParts.Type("string"))),
        .. WithoutEffect.Select(key => new KindKey(key, ExperimentKeys.MaxFailures, "passed over", () => [])),
    ];

    public IReadOnlyDictionary<string, string> RefusedKeys { get; } = new Dictionary<string, string>
    {
        ["dataset"] = OfNetwork,
        ["evaluate"] = OfNetwork,
        ["cross_validation"] = "divides the images of the built-in network; a program makes its own folds: give it their number "
            + "as a hyperparameter",
        ["job"] = Launched,
        ["image_uri"] = Launched,
        ["scheduler"] = Launched,
    };

    public HyperparameterTable Hyperparameters { get; } = new ProgramHyperparameters();

    public MetricTable Metrics { get; } = new ProgramMetrics();

    public KindExamples Examples { get; } = new()
    {
        Document = "{program: train.py, parameters: {lr: [0.1, 0.2]}}",
        Parameters = "{lr: [0.1, 0.2]}",
        Cell = "{lr: 0.1}",
        Zip = "[lr, batch_size]",
        Condition = "{optimizer: sgd}",
        Conditional = "{values: [0.5, 0.9], when: {optimizer: sgd}}",
        Objective = "val_loss",
        Monitor = "val_loss",
        Setting = "lr=0.2",
    };

    public bool Claims(MappingNode document) => Keys.Any(k => k.Claims && document.Find(k.Name) is not null);

    public KindReading Read(MapReader document, ValueReader values)
    {
        ArgumentForm arguments = new ArgumentFormReader(values.Errors).Read(document.Node);
        string? program = document.Find(ProgramKey) is SyntaxNode node ? ReadProgram(node, values) : null;
        SyntaxNode? commandNode = document.Find(CommandReader.Key);
        ImmutableArray<string>? command = new CommandReader(arguments, values.Errors)
            .Read(commandNode, document.Find(ProgramKey) is not null);
        if (command is { } items)
            CheckMaps(document.Node, items, values);
        RunSettings run = new RunReader(values).Read(document.Find(RunReader.Key));
        ReportSettings reports = new ReportReader(values).Read(document.Find(ReportReader.Key));
        return new KindReading
        {
            Settings = command is null ? null : new ProgramTrialSettings
            {
                File = values.Errors.File,
                Program = program,
                Position = (document.Find(ProgramKey) ?? commandNode ?? document.Node).Position,
                Command = command.Value,
                Arguments = arguments,
                Run = run,
                Reports = reports,
                Remembered = [.. Remembered.Select(key => (Key: key, Text: (document.Find(key) as ScalarNode)?.Written))
                    .Where(r => !string.IsNullOrWhiteSpace(r.Text)).Select(r => KeyValuePair.Create(r.Key, r.Text!))],
            },
            Context = new HyperparameterContext(values),
            DefaultObjective = Objective.None,
            ObjectiveAdvice = "",
            WhyNotReported = _ => null,
        };
    }

    private static string? ReadProgram(SyntaxNode node, ValueReader values)
    {
        if (node is ScalarNode { Kind: not ScalarKind.Null } scalar && scalar.Written is { Length: > 0 } program
            && !program.Contains('\0', StringComparison.Ordinal))
            return program;
        values.Refuse(node, ProgramKey, "the path of a program, such as train.py");
        return null;
    }

    // Hydra reads the value of an override by a grammar of its own, which knows no map as Python writes one.
    private static void CheckMaps(MappingNode document, ImmutableArray<string> command, ValueReader values)
    {
        string? macro = command.Select(Macros.Whole).FirstOrDefault(m => m is Macros.AppendHydra or Macros.OverrideHydra);
        if (macro is null || document.Find(ExperimentKeys.Parameters) is not MappingNode parameters)
            return;
        foreach (MappingEntry entry in parameters.Entries.Where(e => e.Path.Length > 1))
        {
            values.Errors.Add(
                entry.Key,
                $"{entry.Name} is nested, which {Macros.Written(macro)} cannot say; write it directly under parameters, "
                + $"with the dots in its name");
        }
    }
}
