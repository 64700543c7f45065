using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is a whole number.</summary>
public sealed class IntegerHyperparameter : HyperparameterDefinition
{
    private readonly NumberRange _range;
    private readonly NumberValue _default;

    public IntegerHyperparameter(string name, string description, NumberRange range, int defaultInteger)
    {
        Name = name;
        Description = description;
        _range = range;
        _default = new NumberValue(defaultInteger);
    }

    public override string Name { get; }

    public override string Description { get; }

    public override string Allowed => $"an integer {_range.Text}";

    public override string DefaultText => _default.ToString();

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => _default;

    public override bool TakesIntegers => true;

    public override NumberRange? NumbersIn(HyperparameterContext context) => _range;

    public override JsonObject ValueSchema() => SchemaParts.Integer(_range);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Integer(node, Name, _range) is long integer ? new NumberValue(integer) : null;
}
