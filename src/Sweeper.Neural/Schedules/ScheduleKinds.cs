using System.Collections.Immutable;
using Sweeper.Neural.Families;

namespace Sweeper.Neural.Schedules;

/// <summary>The schedules, by name; each may have a warm-up before it.</summary>
public static class ScheduleKinds
{
    /// <summary>
    /// The setting of all schedules that gives the epochs, or the part of one, in which the rate grows to where they start.
    /// </summary>
    public const string Warmup = "warmup";

    private const string Every = "every";
    private const string Factor = "factor";
    private const string FinalFactor = "final_factor";
    private const string Peak = "peak";
    private const string StartDivisor = "start_divisor";
    private const string FinalDivisor = "final_divisor";

    private static readonly Setting WarmupSetting =
        new(Warmup, "epochs, or a part of one, in which the rate grows to where the schedule starts") { Maximum = 1_000_000,
            Default = 0 };

    private static readonly Setting FactorSetting =
        new(Factor, "what the rate is multiplied with each time") { Maximum = 1, ExcludesMinimum = true };

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<MadeMember<ISchedule>> All { get; } =
    [
        new("constant", _ => new ConstantSchedule(), WarmupSetting),
        new(
            "step",
            s => new StepSchedule((int)s[Every], s[Factor]),
            new Setting(Every, "epochs between two changes of the rate") { Minimum = 1, Maximum = 1_000_000, IsWhole = true },
            FactorSetting,
            WarmupSetting) { Example = "{name: step, every: 10, factor: 0.5}" },
        new("exponential", s => new ExponentialSchedule(s[Factor]), FactorSetting,
            WarmupSetting) { Example = "{name: exponential, factor: 0.95}" },
        new(
            "cosine",
            s => new CosineSchedule(s[FinalFactor]),
            new Setting(FinalFactor, "the last rate as a share of the first") { Maximum = 1, Default = 0 },
            WarmupSetting),
        new(
            "one_cycle",
            s => new OneCycleSchedule(s[Peak], s[StartDivisor], s[FinalDivisor]),
            new Setting(Peak, "the share of the training after which the rate is greatest")
            {
                Maximum = 1,
                ExcludesMinimum = true,
                ExcludesMaximum = true,
                Default = 0.3,
            },
            new Setting(StartDivisor, "the greatest rate over the first one") { Minimum = 1, Default = 25 },
            new Setting(FinalDivisor, "the first rate over the last one") { Minimum = 1, Default = 10_000 },
            WarmupSetting),
    ];
}

/// <summary>The same learning rate throughout.</summary>
public sealed class ConstantSchedule : ISchedule
{
    public double Factor(ScheduleProgress progress) => 1;
}

/// <summary>Multiplies the learning rate by a factor after every so many epochs.</summary>
/// <param name="every">Epochs; at least 1.</param>
/// <param name="factor">Greater than 0.</param>
public sealed class StepSchedule(int every, double factor) : ISchedule
{
    public double Factor(ScheduleProgress progress) => Math.Pow(factor, progress.Epoch / every);
}

/// <summary>Multiplies the learning rate by a factor after every epoch.</summary>
/// <param name="factor">Greater than 0.</param>
public sealed class ExponentialSchedule(double factor) : ISchedule
{
    public double Factor(ScheduleProgress progress) => Math.Pow(factor, progress.Epoch);
}

/// <summary>
/// From the learning rate down half a cosine wave, step by step: f + (1 − f)·(1 + cos(π·t/T))/2 at step t of T. (Loshchilov and
/// Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, eq. 5, without restarts.) The last step is one short of f.
/// </summary>
/// <param name="finalFactor">f, 0 … 1.</param>
public sealed class CosineSchedule(double finalFactor) : ISchedule
{
    public double Factor(ScheduleProgress progress) =>
        finalFactor + ((1 - finalFactor) * (1 + Math.Cos(Math.PI * progress.Step / progress.TotalSteps)) / 2);
}

/// <summary>
/// Up from a small rate to the learning rate and down to a tiny one, each along half a cosine wave. (Smith and Topin 2018,
/// Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates; phases and divisors as in PyTorch's
/// OneCycleLR, the momentum unchanged.)
/// </summary>
/// <param name="peak">The share of the steps before the learning rate is reached; 0 … 1, both excluded.</param>
/// <param name="startDivisor">The first rate is the learning rate divided by it; at least 1.</param>
/// <param name="finalDivisor">The last rate is the first one divided by it; at least 1.</param>
public sealed class OneCycleSchedule(double peak, double startDivisor, double finalDivisor) : ISchedule
{
    public double Factor(ScheduleProgress progress)
    {
        // The steps at which the peak and the end are reached.
        double top = Math.Max((peak * progress.TotalSteps) - 1, 0);
        double end = progress.TotalSteps - 1;
        double start = 1 / startDivisor;
        if (progress.Step < top)
            return Between(start, 1, progress.Step / top);
        return end <= top ? 1 : Between(1, start / finalDivisor, (progress.Step - top) / (end - top));
    }

    private static double Between(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
