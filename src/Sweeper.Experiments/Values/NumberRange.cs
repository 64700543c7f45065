using System.Globalization;

namespace Sweeper.Experiments.Values;

/// <summary>The numbers that a setting may be. Bounds are included but where it says otherwise.</summary>
public readonly record struct NumberRange(
    double Minimum, double Maximum = double.PositiveInfinity, bool ExcludesMinimum = false, bool ExcludesMaximum = false)
{
    /// <summary>
    /// Completes "it must be a number": <c>greater than 0</c>, <c>at least 1</c>, <c>from 1 to 64</c>, <c>at least 0 and below
    /// 1</c>, <c>of any size</c>.
    /// </summary>
    public string Text
    {
        get
        {
            if (Minimum <= double.MinValue && Maximum >= double.MaxValue)
                return "of any size";
            string above = ExcludesMinimum ? $"greater than {Bound(Minimum)}" : $"at least {Bound(Minimum)}";
            if (Maximum >= double.MaxValue)
                return above;
            if (ExcludesMaximum)
                return $"{above} and below {Bound(Maximum)}";
            return ExcludesMinimum ? $"{above} and at most {Bound(Maximum)}" : $"from {Bound(Minimum)} to {Bound(Maximum)}";
        }
    }

    /// <summary>The least number in it.</summary>
    public double Least => ExcludesMinimum ? Math.BitIncrement(Minimum) : Minimum;

    /// <summary>The greatest number in it; infinite when there is none.</summary>
    public double Greatest => ExcludesMaximum ? Math.BitDecrement(Maximum) : Maximum;

    public bool Contains(double number) =>
        (ExcludesMinimum ? number > Minimum : number >= Minimum)
        && (ExcludesMaximum ? number < Maximum : number <= Maximum)
        && double.IsFinite(number);

    // A double formatted with separators loses its last digits at 2⁵³; a long does not.
    private static string Bound(double bound) => bound == Math.Floor(bound)
        ? ((long)bound).ToString("N0", CultureInfo.InvariantCulture)
        : bound.ToString("R", CultureInfo.InvariantCulture);
}
