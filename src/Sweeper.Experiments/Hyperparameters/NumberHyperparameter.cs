using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is a real number.</summary>
public sealed class NumberHyperparameter : HyperparameterDefinition
{
    private readonly NumberRange _range;
    private readonly NumberValue _default;

    public NumberHyperparameter(string name, string description, NumberRange range, double defaultNumber)
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
    public bool IsOff { get; init; }

    public override string Allowed => $"a number {_range.Text}";

    public override string DefaultText => _default.ToString();

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => _default;

    public override NumberRange? NumbersIn(HyperparameterContext context) => _range;

    public override JsonObject ValueSchema() => SchemaParts.Number(_range);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Number(node, Name, _range) is double number ? new NumberValue(number) : null;
}
