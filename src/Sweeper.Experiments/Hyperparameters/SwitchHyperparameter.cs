using System.Text.Json.Nodes;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is on or off, and off by default.</summary>
public class SwitchHyperparameter : HyperparameterDefinition
{
    private static readonly BooleanValue Off = new(false);

    internal SwitchHyperparameter(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public override string Name { get; }

    public override string Description { get; }

    public override string Allowed => "true or false";

    public override string DefaultText => "false";

    public override bool IsOffByDefault => true;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Off;

    internal override JsonObject ValueSchema() => SchemaParts.Type("boolean");

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Boolean(node, Name) is bool boolean ? new BooleanValue(boolean) : null;
}
