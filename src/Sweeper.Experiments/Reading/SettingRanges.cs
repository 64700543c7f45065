namespace Sweeper.Experiments.Reading;

/// <summary>The ranges of settings that occur in more than one place.</summary>
internal static class SettingRanges
{
    /// <summary>0 … 2⁵³: the integers that every reader of JSON and every spreadsheet keeps exact.</summary>
    public static NumberRange Seed { get; } = new(0, 1L << 53);
}
