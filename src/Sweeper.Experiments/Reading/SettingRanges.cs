using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Reading;

/// <summary>The ranges of settings that occur in more than one place.</summary>
public static class SettingRanges
{
    /// <summary>0 … 2⁵³: the integers that every reader of JSON and every spreadsheet keeps exact.</summary>
    public static NumberRange Seed { get; } = new(0, 1L << 53);

    public static NumberRange Repeats { get; } = new(1, 1_000);

    /// <summary>Of cells that are compared: one cannot be.</summary>
    public static NumberRange SeparatedRepeats { get; } = new(2, 1_000);

    public static NumberRange Parallel { get; } = new(1, 1_024);

    public static NumberRange RunCap { get; } = new(1, ExperimentCells.Maximum);

    public static NumberRange Retry { get; } = new(0, 1_000);

    /// <summary>0 for no end.</summary>
    public static NumberRange MaxFailures { get; } = new(0, 1_000_000);

    public static NumberRange Patience { get; } = new(1, 1_000_000);

    /// <summary>An epoch at which trials are compared.</summary>
    public static NumberRange Rung { get; } = new(1, 1_000_000);

    /// <summary>The factor between rungs. Below 1.1 there would be rungs at nearly every epoch.</summary>
    public static NumberRange Eta { get; } = new(1.1, 1_000);

    public static NumberRange Brackets { get; } = new(1, 100);

    /// <summary>A number of trials or epochs that pass before the first comparison.</summary>
    public static NumberRange Startup { get; } = new(0, ExperimentCells.Maximum);
}
