using System.Collections.Frozen;
using System.Collections.Immutable;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>
/// The hyperparameters of the built-in network. The table is closed: what is not in it cannot be swept. Validation,
/// defaults and documentation all come from it.
/// </summary>
public static class NetworkHyperparameters
{
    /// <summary>In the order in which documentation and tables list them.</summary>
    public static ImmutableArray<HyperparameterDefinition> All { get; } =
    [
        new ArchitectureHyperparameter(),
        new ActivationHyperparameter(),
        new LossHyperparameter(),
        new OutputHyperparameter(),
        new OptimizerHyperparameter(),
        new NumberHyperparameter(
            HyperparameterNames.LearningRate, "length of a step along the gradient", new NumberRange(0, ExcludesMinimum: true), 0.1),
        new ScheduleHyperparameter(),
        new BatchSizeHyperparameter(),
        new SwitchHyperparameter(
            HyperparameterNames.DropLast, "leaves out the last batch of an epoch where it is smaller than the others"),
        new IntegerHyperparameter(
            HyperparameterNames.Epochs,
            "passes over the training set; 0 evaluates the untrained network",
            new NumberRange(0, 1_000_000),
            20),
        new InitializerHyperparameter(),
        new NumberHyperparameter(
            HyperparameterNames.WeightDecay,
            "its product with each weight, not bias, is added to the gradient; adamw takes it off the weight instead",
            new NumberRange(0),
            0) { IsOff = true },
        new NumberHyperparameter(
            HyperparameterNames.L1, "is added with the sign of each weight, not bias, to the gradient", new NumberRange(0), 0)
        {
            IsOff = true,
        },
        new NumberHyperparameter(HyperparameterNames.Dropout, "probability of dropping a hidden unit in training", Probability, 0)
        {
            IsOff = true,
        },
        new NumberHyperparameter(HyperparameterNames.InputDropout, "probability of dropping an input in training", Probability, 0)
        {
            IsOff = true,
        },
        new BatchNormalizationHyperparameter(),
        new LabelSmoothingHyperparameter(),
        new GradientClipHyperparameter(),
        new AugmentationHyperparameter(),
        new KernelHyperparameter(),
    ];

    private static NumberRange Probability => new(0, 1, ExcludesMaximum: true);

    private static readonly FrozenDictionary<string, HyperparameterDefinition> ByName =
        All.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);

    private static readonly HyperparameterValues IndependentDefaults =
        new(All.Where(d => d.DependsOn.Count == 0).Select(d => KeyValuePair.Create(d.Name, d.DefaultFor(HyperparameterValues.Empty))));

    private static readonly ImmutableArray<HyperparameterDefinition> Dependent = [.. All.Where(d => d.DependsOn.Count > 0)];

    // What the defaults of the others follow from.
    private static readonly ImmutableArray<string> Deciding = [.. Dependent.SelectMany(d => d.DependsOn).Distinct()];

    private static readonly ImmutableArray<string> NotDecidingSeed = [.. All.Where(d => !d.DecidesSeed).Select(d => d.Name)];

    private static ImmutableArray<(HyperparameterValue[] Deciding, HyperparameterValues Defaults)> knownDefaults = [];

    /// <summary>The hyperparameter of a name, or null when there is none.</summary>
    public static HyperparameterDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The values with every missing hyperparameter at its default.</summary>
    public static HyperparameterValues Complete(HyperparameterValues declared) => declared.Or(DefaultsFor(declared));

    /// <summary>The values that differ from their defaults: those that tell a trial from the others.</summary>
    /// <param name="complete">A value for every hyperparameter.</param>
    public static HyperparameterValues Distinguishing(HyperparameterValues complete) => complete.Except(DefaultsFor(complete));

    // Every default. There are few combinations, and to be the same objects in many trials saves their memory.
    private static HyperparameterValues DefaultsFor(HyperparameterValues values)
    {
        var given = new HyperparameterValue[Deciding.Length];
        for (int i = 0; i < given.Length; i++)
            given[i] = values.Find(Deciding[i]) ?? IndependentDefaults[Deciding[i]];
        foreach ((HyperparameterValue[] deciding, HyperparameterValues defaults) in knownDefaults)
        {
            if (deciding.AsSpan().SequenceEqual(given))
                return defaults;
        }

        HyperparameterValues complete = values.Or(IndependentDefaults);
        HyperparameterValues all = new HyperparameterValues(Dependent.Select(d => KeyValuePair.Create(d.Name, d.DefaultFor(complete)))).Or(IndependentDefaults);
        ImmutableInterlocked.Update(ref knownDefaults, known => known.Add((given, all)));
        return all;
    }

    /// <summary>Of some values those from which a trial's seed follows.</summary>
    public static HyperparameterValues DecidingSeed(HyperparameterValues values)
    {
        foreach (string name in NotDecidingSeed)
            values = values.Without(name);
        return values;
    }
}
