using System.CommandLine.Parsing;
using System.Globalization;
using Sweeper.Datasets.Augmentation;

namespace Sweeper.Cli.Commands.Models;

/// <summary>Reads how far images are to be transformed.</summary>
internal static class TransformationAmounts
{
    // Farther, no image would be left.
    private const int MostPixels = 1_000;

    public static double[] Parse(TransformationKind kind, string name, ArgumentResult result)
    {
        List<double> amounts = [];
        foreach (Token token in result.Tokens)
        {
            if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)
                && IsAllowed(kind, amount))
                amounts.Add(amount);
            else
                result.AddError($"{name} is '{token.Value}'; it must be {Allowed(kind)}.");
        }

        return [.. amounts];
    }

    private static bool IsAllowed(TransformationKind kind, double amount) => kind switch
    {
        TransformationKind.Noise => amount is >= 0 and <= 10,
        TransformationKind.Rotate => amount is >= -360 and <= 360,
        _ => amount == Math.Truncate(amount) && Math.Abs(amount) <= MostPixels,
    };

    private static string Allowed(TransformationKind kind) => kind switch
    {
        TransformationKind.Noise => "a number from 0 to 10",
        TransformationKind.Rotate => "a number from -360 to 360",
        _ => string.Create(CultureInfo.InvariantCulture, $"a whole number from -{MostPixels} to {MostPixels}"),
    };
}
