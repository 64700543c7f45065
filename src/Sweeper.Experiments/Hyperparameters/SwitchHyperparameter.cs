using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is on or off, and off by default.</summary>
public class SwitchHyperparameter : HyperparameterDefinition
{
    private static readonly BooleanValue Off = new(false);

    public SwitchHyperparameter(string name, string description)
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

    public override JsonObject ValueSchema() => SchemaParts.Type("boolean");

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Boolean(node, Name) is bool boolean ? new BooleanValue(boolean) : null;
}
