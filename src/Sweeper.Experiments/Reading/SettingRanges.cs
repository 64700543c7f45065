namespace Sweeper.Experiments.Reading;

/// <summary>The ranges of settings that occur in more than one place.</summary>
internal static class SettingRanges
{
    /// <summary>0 … 2⁵³: the integers that every reader of JSON and every spreadsheet keeps exact.</summary>
    public static NumberRange Seed { get; } = new(0, 1L << 53);

    public static NumberRange Repeats { get; } = new(1, 1_000);

    public static NumberRange Parallel { get; } = new(1, 1_024);

    public static NumberRange RunCap { get; } = new(1, CellsReader.MaximumCells);

    public static NumberRange Patience { get; } = new(1, 1_000_000);
}
