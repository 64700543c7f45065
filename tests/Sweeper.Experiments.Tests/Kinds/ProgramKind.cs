using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Tests.Kinds;

/// <summary>A kind of trial beside the network: a program, which takes any hyperparameters and reports any metrics.</summary>
internal sealed class ProgramKind : ITrialKind
{
    public string Name => "program";

    public ImmutableArray<KindKey> Keys { get; } =
        [new("program", ExperimentKeys.Description, "the program to run", () =>
            SchemaParts.Type("string")) { IsRequired = true }];

    public IReadOnlyDictionary<string, string> RefusedKeys { get; } =
        new Dictionary<string, string> { ["dataset"] = "is for networks" };

    public HyperparameterTable Hyperparameters { get; } = new AnyHyperparameters();

    public MetricTable Metrics { get; } = new AnyMetrics();

    public KindExamples Examples { get; } = new()
    {
        Document = "{name: first, program: train, parameters: {rate: [1, 2]}}",
        Parameters = "{rate: [1, 2]}",
        Cell = "{rate: 1}",
        Zip = "[rate, depth]",
        Condition = "{rate: 1}",
        Conditional = "{value: 1, when: {rate: 1}}",
        Objective = "reward",
        Monitor = "loss",
        Setting = "rate=3",
    };

    public bool Claims(MappingNode document) => document.Find("program") is not null;

    public KindReading Read(MapReader document, ValueReader values) => new()
    {
        Settings = values.Text(document.Find("program")!, "program") is string program
            ? new ProgramSettings(program, this)
            : null,
        Context = new HyperparameterContext(values),
        DefaultObjective = null,
        ObjectiveAdvice = "metric is missing; name one",
        WhyNotReported = _ => null,
    };

    private sealed record ProgramSettings(string Program, ProgramKind Reader) : TrialSettings
    {
        public override ITrialKind Kind => Reader;

        public override IEnumerable<KeyValuePair<string, string>> Facts => [new("program", Program)];

        public override IEnumerable<string> FingerprintLines => [$"program {Program}"];

        public override int PlannedEpochs(HyperparameterValues values) => 9;

        public override int? MostEpochs(IEnumerable<SearchSpace> spaces) => 9;
    }

    private sealed class AnyHyperparameters() : HyperparameterTable([])
    {
        public override bool IsClosed => false;

        public override HyperparameterDefinition Find(string name) => new AnyNumber(name);
    }

    private sealed class AnyNumber(string name) : HyperparameterDefinition
    {
        public override string Name => name;

        public override string Description => "";

        public override string Allowed => "a number";

        public override string DefaultText => "";

        public override HyperparameterValue? DefaultFor(HyperparameterValues values) => null;

        public override JsonObject ValueSchema() => SchemaParts.Type("number");

        public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
            context.Values.Number(node, Name, new NumberRange(0)) is double number ? new NumberValue(number) : null;
    }

    private sealed class AnyMetrics : MetricTable
    {
        public override ImmutableArray<string>? Names => null;

        public override string DefaultText => "none";

        public override string GoalText => "none";

        public override Goal? NaturalGoal(string metric) => null;
    }
}
