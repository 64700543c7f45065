using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is a whole number.</summary>
public sealed class IntegerHyperparameter : HyperparameterDefinition
{
    private readonly NumberRange _range;
    private readonly NumberValue _default;

    internal IntegerHyperparameter(string name, string description, NumberRange range, int defaultInteger)
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

    internal override bool TakesIntegers => true;

    internal override NumberRange? NumbersIn(HyperparameterContext context) => _range;

    internal override JsonObject ValueSchema() => SchemaParts.Integer(_range);

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Integer(node, Name, _range) is long integer ? new NumberValue(integer) : null;
}
