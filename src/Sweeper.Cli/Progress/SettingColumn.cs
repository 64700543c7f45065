using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>What a column of settings says of trials.</summary>
/// <param name="Name">Of a hyperparameter; or <c>repeat</c> or <c>fold</c>.</param>
/// <param name="Width">Of its longest value, so that the column stands still while trials come and go.</param>
/// <param name="IsNumeric">Whether it stands at the right.</param>
/// <param name="Value">Its value.</param>
internal sealed record SettingColumn(string Name, int Width, bool IsNumeric, Func<Trial, string> Value)
{
    // A value that is a map may be a sentence.
    private const int LongestValue = 20;

    // A random search draws as many values as it has trials; they are all about as long.
    private const int MostMeasured = 1_000;

    /// <summary>The columns of a plan: what varies, and which repeat and fold it is where there are several.</summary>
    public static IEnumerable<SettingColumn> Of(SweepPlan plan)
    {
        foreach (Hyperparameter h in plan.Space.Swept)
        {
            string Value(Trial trial) => trial.Values.Find(h.Name) is { } value ? Cut(ValueText.Of(value)) : "–";
            int width = h.Values.Take(MostMeasured).Select(v => Cut(ValueText.Of(v)).Length).DefaultIfEmpty(1).Max();
            yield return new SettingColumn(h.Name, width, h.Values.Take(MostMeasured).All(v => v is NumberValue), Value);
        }

        if (plan.Repeats > 1)
            yield return new SettingColumn(
                "repeat", Digits(plan.Repeats), true, t => t.Repeat.ToString(CultureInfo.InvariantCulture));
        if (plan.Folds is int folds)
            yield return new SettingColumn(
                "fold", Digits(folds), true, t => t.Fold?.ToString(CultureInfo.InvariantCulture) ?? "–");
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    // At the end of a word where there is one.
    private static string Cut(string text)
    {
        if (text.Length <= LongestValue)
            return text;
        int end = text.LastIndexOf(' ', LongestValue - 1);
        return text[..(end > 0 ? end : LongestValue - 1)].TrimEnd(',') + "…";
    }
}
