namespace Sweeper.Neural.Tests.Layers;

/// <summary>Checks derivatives against (f(x + h) − f(x − h)) / 2h.</summary>
internal static class CentralDifference
{
    // Large enough that the rounding of f, and small enough that its third derivative, spoils no digit that is compared.
    private const double Step = 1.0 / (1 << 16);

    private const double Tolerance = 1e-6;

    /// <summary>Asserts that the gradient is the derivative of the function by each of the variables.</summary>
    /// <param name="function">Reads the variables anew at every call.</param>
    /// <param name="variables">Changed and put back one after the other.</param>
    /// <param name="gradient">
    /// Each element may be wrong by a millionth of itself, or of a thousandth of the largest one where it is smaller than that.
    /// </param>
    public static void Check(Func<double> function, Span<double> variables, Span<double> gradient)
    {
        Assert.Equal(variables.Length, gradient.Length);
        double largest = gradient.ToArray().Max(Math.Abs);
        Assert.True(largest > 0, "All derivatives are 0, which would prove nothing.");
        for (int i = 0; i < variables.Length; i++)
        {
            double expected = Derivative(function, ref variables[i]);
            double scale = Math.Max(Math.Abs(expected), largest / 1000);
            Assert.True(
                Math.Abs(gradient[i] - expected) <= Tolerance * scale,
                FormattableString.Invariant($"Derivative {i} is {gradient[i]:R}, by differences {expected:R}."));
        }
    }

    private static double Derivative(Func<double> function, ref double variable)
    {
        double middle = variable;
        variable = middle + Step;
        double above = function();
        variable = middle - Step;
        double below = function();
        variable = middle;
        return (above - below) / (2 * Step);
    }
}
