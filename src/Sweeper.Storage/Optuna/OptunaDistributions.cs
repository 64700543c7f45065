using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Optuna;

/// <summary>
/// What Optuna is told of the values of hyperparameters: numbers that were drawn lie between the least and the greatest that a
/// trial has, all else is one of a list.
/// </summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trials">Its trials.</param>
internal sealed class OptunaDistributions(SweepRecord sweep, ImmutableArray<TrialRecord> trials)
{
    private readonly Dictionary<string, HyperparameterValue[]> _choices = new(StringComparer.Ordinal);

    public ImmutableArray<TrialRecord> Trials => trials;

    public ImmutableArray<Hyperparameter> Swept { get; } = [.. sweep.Space.Swept];

    /// <summary>The number that stands for a value: itself, or its place in the list.</summary>
    public double NumberOf(Hyperparameter hyperparameter, HyperparameterValue value) =>
        IsRange(hyperparameter) ? ((NumberValue)value).Number : Array.IndexOf(ChoicesOf(hyperparameter), value);

    /// <summary>The distribution as Optuna writes it; the same for every trial.</summary>
    public string JsonOf(Hyperparameter hyperparameter)
    {
        if (!IsRange(hyperparameter))
        {
            var choices = new JsonArray([.. ChoicesOf(hyperparameter).Select(Choice)]);
            return Json("CategoricalDistribution", new JsonObject { ["choices"] = choices });
        }

        double[] numbers = [.. ValuesOf(hyperparameter).OfType<NumberValue>().Select(v => v.Number)];
        return Json(
            "FloatDistribution",
            new JsonObject { ["step"] = null, ["low"] = numbers.Min(), ["high"] = numbers.Max(), ["log"] = false });
    }

    private static string Json(string name, JsonObject attributes) =>
        new JsonObject { ["name"] = name, ["attributes"] = attributes }.ToJsonString();

    // Optuna's choices are numbers, truth values and texts.
    private static JsonNode? Choice(HyperparameterValue value) => value switch
    {
        NumberValue number => number.Number,
        BooleanValue boolean => boolean.Boolean,
        TextValue text => text.Text,
        NullValue => null,
        _ => value.Canonical,
    };

    private bool IsRange(Hyperparameter hyperparameter) =>
        (hyperparameter.Distribution is not null || hyperparameter.DependsOnTrials) && ValuesOf(hyperparameter).All(
            v => v is NumberValue);

    private HyperparameterValue[] ChoicesOf(Hyperparameter hyperparameter)
    {
        if (!_choices.TryGetValue(hyperparameter.Name, out HyperparameterValue[]? choices))
        {
            choices = [.. hyperparameter.Values.Concat(ValuesOf(hyperparameter)).Distinct()];
            _choices.Add(hyperparameter.Name, choices);
        }

        return choices;
    }

    private IEnumerable<HyperparameterValue> ValuesOf(Hyperparameter hyperparameter) =>
        trials.Select(t => t.Values.Find(hyperparameter.Name)).OfType<HyperparameterValue>();
}
