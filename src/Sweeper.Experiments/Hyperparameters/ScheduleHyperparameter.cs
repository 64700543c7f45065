using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>How the learning rate changes in the course of a training; each schedule may have a warm-up before it.</summary>
public sealed class ScheduleHyperparameter : NamedHyperparameter
{
    /// <summary>Epochs, or a part of one, in which the rate grows in equal steps to where the schedule starts.</summary>
    public const string Warmup = "warmup";

    public const string Every = "every";
    public const string Factor = "factor";
    public const string FinalFactor = "final_factor";
    public const string Peak = "peak";
    public const string StartDivisor = "start_divisor";
    public const string FinalDivisor = "final_divisor";

    private static readonly NumberRange Factors = new(0, 1, ExcludesMinimum: true);
    private static readonly NumberRange Divisors = new(1);
    private static readonly SettingDefinition WarmupSetting = SettingDefinition.Number(
        Warmup, "epochs, or a part of one, in which the rate grows to where the schedule starts", new NumberRange(0, 1_000_000), 0);

    private static readonly SettingDefinition FactorSetting =
        SettingDefinition.Number(Factor, "what the rate is multiplied with each time", Factors);

    internal ScheduleHyperparameter()
        : base(
            HyperparameterNames.Schedule,
            "how the learning rate changes from step to step",
            [
                new("constant", WarmupSetting),
                new(
                    "step",
                    SettingDefinition.Integer(Every, "epochs between two changes of the rate", new NumberRange(1, 1_000_000)),
                    FactorSetting,
                    WarmupSetting)
                {
                    Example = "{name: step, every: 10, factor: 0.5}",
                },
                new("exponential", FactorSetting, WarmupSetting) { Example = "{name: exponential, factor: 0.95}" },
                new(
                    "cosine",
                    SettingDefinition.Number(FinalFactor, "the last rate as a share of the first", new NumberRange(0, 1), 0),
                    WarmupSetting),
                new(
                    "one_cycle",
                    SettingDefinition.Number(
                        Peak,
                        "the share of the training after which the rate is greatest",
                        new NumberRange(0, 1, ExcludesMinimum: true, ExcludesMaximum: true),
                        0.3),
                    SettingDefinition.Number(StartDivisor, "the greatest rate over the first one", Divisors, 25),
                    SettingDefinition.Number(FinalDivisor, "the first rate over the last one", Divisors, 10_000),
                    WarmupSetting),
            ],
            "{name: cosine, warmup: 1}",
            "constant") => IsOff = true;
}
