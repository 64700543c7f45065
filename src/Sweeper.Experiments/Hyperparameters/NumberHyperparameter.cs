using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is a real number.</summary>
public sealed class NumberHyperparameter : HyperparameterDefinition
{
    private readonly NumberRange _range;
    private readonly NumberValue _default;

    internal NumberHyperparameter(string name, string description, NumberRange range, double defaultNumber)
    {
        Name = name;
        Description = description;
        _range = range;
        _default = new NumberValue(defaultNumber);
    }

    public override string Name { get; }

    public override string Description { get; }

    public override bool IsOffByDefault => IsOff;

    /// <summary>See <see cref="IsOffByDefault"/>.</summary>
    internal bool IsOff { get; init; }

    public override string Allowed => $"a number {_range.Text}";

    public override string DefaultText => _default.ToString();

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => _default;

    internal override NumberRange? NumbersIn(HyperparameterContext context) => _range;

    internal override JsonObject ValueSchema() => SchemaParts.Number(_range);

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Number(node, Name, _range) is double number ? new NumberValue(number) : null;
}
