using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Kinds;

/// <summary>The hyperparameters of programs: any names, with values of any kind.</summary>
internal sealed class ProgramHyperparameters() : HyperparameterTable([])
{
    private readonly ConcurrentDictionary<string, HyperparameterDefinition> _known = new(StringComparer.Ordinal);

    public override bool IsClosed => false;

    public override HyperparameterDefinition Find(string name) => _known.GetOrAdd(name, n => new ProgramHyperparameter(n));

    private sealed class ProgramHyperparameter(string name) : HyperparameterDefinition
    {
        public override string Name => name;

        public override string Description => "a hyperparameter of the program";

        public override string Allowed => "a value, a list of values, or a map with value, values, or min and max";

        public override string DefaultText => "what the program has";

        public override HyperparameterValue? DefaultFor(HyperparameterValues values) => null;

        public override NumberRange? NumbersIn(HyperparameterContext context) => new(double.MinValue, double.MaxValue);

        public override JsonObject ValueSchema() => [];

        public override HyperparameterValue Read(SyntaxNode node, HyperparameterContext context) =>
            PythonValues.Read(node).ToHyperparameter();
    }
}
