namespace Sweeper.Storage.Optuna;

/// <summary>Numbers as Optuna stores them: SQL has none that is not finite, so that a type stands beside the value.</summary>
internal static class OptunaNumber
{
    private const string Finite = "FINITE", PositiveInfinity = "INF_POS", NegativeInfinity = "INF_NEG", NotANumber = "NAN";

    public static double Read(double? value, string type) => type switch
    {
        PositiveInfinity => double.PositiveInfinity,
        NegativeInfinity => double.NegativeInfinity,
        NotANumber => double.NaN,
        _ => value ?? double.NaN,
    };

    public static (double? Value, string Type) Write(double number) => number switch
    {
        double.PositiveInfinity => (null, PositiveInfinity),
        double.NegativeInfinity => (null, NegativeInfinity),
        double.NaN => (null, NotANumber),
        _ => (number, Finite),
    };
}
