using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A hyperparameter that is one of a few names.</summary>
public sealed class ChoiceHyperparameter : HyperparameterDefinition
{
    private readonly TextValue _default;

    internal ChoiceHyperparameter(string name, string description, ImmutableArray<string> choices, string defaultChoice)
    {
        Name = name;
        Description = description;
        Choices = choices;
        _default = new TextValue(defaultChoice);
    }

    public override string Name { get; }

    public override string Description { get; }

    public ImmutableArray<string> Choices { get; }

    public override string Allowed => ValueReader.OneOf(Choices);

    public override string DefaultText => _default.Text;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => _default;

    internal override JsonObject ValueSchema() => SchemaParts.OneOf(Choices);

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context) =>
        context.Values.Choice(node, Name, Choices) is string choice ? new TextValue(choice) : null;
}
