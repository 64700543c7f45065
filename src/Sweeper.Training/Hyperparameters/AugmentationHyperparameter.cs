using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// How training images are moved, bent and mirrored anew in each epoch: a map of amounts, of which those at 0 are left out, or
/// <c>none</c>.
/// </summary>
public sealed class AugmentationHyperparameter : HyperparameterDefinition
{
    /// <summary>The value that stands for images as they are.</summary>
    public const string None = "none";

    public const string Shift = "shift";
    public const string Rotate = "rotate";
    public const string Scale = "scale";
    public const string Shear = "shear";
    public const string Elastic = "elastic";
    public const string Flip = "flip";

    private const string Example = "{shift: 2, rotate: 10}";

    private static readonly TextValue Default = new(None);

    private static readonly FrozenDictionary<string, (NumberRange Range, string Description)> Amounts =
        new Dictionary<string, (NumberRange Range, string Description)>
        {
            [Shift] = (new(0, 1_000), "greatest shift in pixels, along each axis"),
            [Rotate] = (new(0, 180), "greatest rotation in degrees, either way"),
            [Scale] = (new(0, 1, ExcludesMaximum: true), "greatest change of size, as a fraction"),
            [Shear] = (new(0, 10), "greatest shear, as a fraction"),
            [Elastic] = (new(0, 100), "greatest bend of the image in pixels"),
            [Flip] = (new(0, 1), "probability of exchanging left and right"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public override string Name => HyperparameterNames.Augmentation;

    public override string Description =>
        "greatest random shift (pixels), rotation (degrees), scale and shear (fractions) and elastic bend (pixels) "
        + "of training images, and the probability of a flip";

    public override string Allowed =>
        $"{None}, or a map of {Shift}, {Rotate}, {Scale}, {Shear}, {Elastic} and {Flip} such as {Example}";

    public override string DefaultText => None;

    public override bool IsOffByDefault => true;

    public override bool TakesMaps => true;

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => Default;

    public override JsonObject ValueSchema() => SchemaParts.Any(
        SchemaParts.OneOf([None]),
        SchemaParts.Map(Amounts.OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key,
                SchemaParts.Described($"{a.Value.Description}; default 0", SchemaParts.Number(a.Value.Range))))));

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text: None })
            return Default;
        if (node is not MappingNode map)
        {
            context.Values.Refuse(node, Name, Allowed);
            return null;
        }

        ErrorCollector errors = context.Values.Errors;
        int before = errors.Count;
        MapReader.Open(map, Name, Example, Amounts.Keys, FrozenDictionary<string, string>.Empty, errors);
        var amounts = new Dictionary<string, HyperparameterValue>(StringComparer.Ordinal);
        foreach (MappingEntry entry in map.Entries)
        {
            if (Amounts.TryGetValue(entry.Name, out (NumberRange Range, string Description) amountOf)
                && context.Values.Number(entry.Value, $"{Name}.{entry.Name}", amountOf.Range) is double amount
                && amount > 0)
            {
                amounts.Add(entry.Name, amount);
            }
        }

        if (errors.Count > before)
            return null;
        return amounts.Count == 0 ? Default : new MapValue(amounts);
    }
}
