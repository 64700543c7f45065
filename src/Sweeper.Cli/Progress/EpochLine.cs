using System.Globalization;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Metrics;

namespace Sweeper.Cli.Progress;

/// <summary>
/// Writes an epoch as training loops usually print one: <c>Epoch  1/20 | Loss: 0.4234 | Train Acc: 88.45% | Test Acc:
/// 88.92%</c>.
/// </summary>
internal static class EpochLine
{
    private const int Decimals = 4;
    private const int PercentDecimals = 2;

    private static readonly (string Metric, string Label)[] Usual =
    [
        (NetworkMetrics.TrainLoss, "Loss"),
        (NetworkMetrics.TrainAccuracy, "Train Acc"),
        (NetworkMetrics.ValidationAccuracy, "Val Acc"),
        (NetworkMetrics.TestAccuracy, "Test Acc"),
        (NetworkMetrics.ValidationRmse, "Val RMSE"),
        (NetworkMetrics.ValidationR2, "Val R²"),
    ];

    /// <summary>
    /// The epoch with those of the usual metrics that were measured after it; with all there are when it has none of them.
    /// </summary>
    /// <param name="epoch">What the trial reported.</param>
    /// <param name="planned">
    /// How many epochs the trial trains when nothing stops it; <see cref="Trial.UnknownEpochs"/> where only it knows.
    /// </param>
    public static string Of(EpochMetrics epoch, int planned)
    {
        string last = OfPlanned(planned);
        string number = epoch.Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(0, last.Length - 1));
        string[] usual = [.. Usual.Where(u => epoch.Find(u.Metric) is not null).Select(
            u => $"{u.Label}: {Value(u.Metric, epoch.Find(u.Metric)!.Value)}")];
        IEnumerable<string> metrics = usual.Length > 0
            ? usual
            : epoch.Metrics.Select(m => $"{m.Metric}: {Value(m.Metric, m.Value)}");
        return string.Join(" | ", metrics.Prepend($"Epoch {number}{last}"));
    }

    /// <summary>The planned epochs behind the number of one, <c>/20</c>; nothing where only the trial knows.</summary>
    public static string OfPlanned(int planned) =>
        planned == Trial.UnknownEpochs ? "" : string.Create(CultureInfo.InvariantCulture, $"/{planned}");

    // As wide always, so that columns hold at 100.0% and at losses above 10.
    private static string Value(string metric, double value) => metric.EndsWith("accuracy", StringComparison.Ordinal)
        ? Fixed(value * 100, PercentDecimals) + "%"
        : Fixed(value, Decimals);

    private static string Fixed(double value, int decimals)
    {
        string text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        int before = text.TrimStart('-').IndexOf('.', StringComparison.Ordinal);
        return before > UsualDigits(decimals)
            ? value.ToString($"F{Math.Max(0, decimals - before + UsualDigits(decimals))}", CultureInfo.InvariantCulture)
            : text.PadLeft(UsualDigits(decimals) + 1 + decimals);
    }

    // Before the point: 88.45% has two and a loss of 0.4234 one.
    private static int UsualDigits(int decimals) => decimals == PercentDecimals ? 2 : 1;
}
