using System.Globalization;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>
/// Writes the values of hyperparameters in the console, numbers with four digits at most, whole ones with all.
/// </summary>
internal static class ValueText
{
    private const int MostListed = 12;

    public static string Of(HyperparameterValue value) => ValueWords.Of(value, Short);

    /// <summary>A number, as somebody would write it into an experiment.</summary>
    public static string Of(double number)
    {
        if (!double.IsFinite(number) || (number == Math.Truncate(number) && Math.Abs(number) < 1e15))
            return number.ToString("R", CultureInfo.InvariantCulture);
        double rounded = double.Parse(number.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded.ToString(
            Math.Abs(rounded) is >= 1e-4 and < 1e6 ? "0.#######" : "0.###e+00", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc cref="ValueWords.OfPart"/>
    public static string OfPart(HyperparameterValue value) => ValueWords.OfPart(value, Short);

    /// <summary>
    /// The values that a hyperparameter takes in a sweep: the range of many numbers, which a random search draws for each trial,
    /// and some of many others.
    /// </summary>
    /// <param name="value">A list of them, or the only one as a <see cref="ResultTable"/> holds it.</param>
    /// <param name="further">What there is beyond the list.</param>
    public static string OfCandidates(object value, FurtherNumbers? further = null)
    {
        if (value is not ListValue list)
            return TableWriter.Show(new TableColumn(""), value);
        if (list.Items.All(i => i is NumberValue))
            list = new ListValue([.. list.Items.OrderBy(i => ((NumberValue)i).Number)]);
        if (list.Items.Length <= MostListed)
            return Of(list);
        double[] numbers = [.. list.Items.OfType<NumberValue>().Select(n => n.Number)];
        if (numbers.Length == list.Items.Length)
        {
            double least = Math.Min(numbers.Min(), further?.Least ?? double.PositiveInfinity);
            double greatest = Math.Max(numbers.Max(), further?.Greatest ?? double.NegativeInfinity);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{numbers.Length + (further?.Count ?? 0):N0} values from {Of(least)} to {Of(greatest)}");
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"{Of(new ListValue(list.Items[..MostListed]))}, … ({list.Items.Length:N0} values)");
    }

    private static string Short(NumberValue number) => Of(number.Number);
}
