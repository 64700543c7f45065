using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Styles;

namespace Sweeper.Reporting.Tests.Drawing;

/// <summary>
/// Whether the categorical colours can be told apart, also without one kind of cones: by the distance in CIE L*a*b* (1976)
/// after the transformations of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
/// Deficiency" (2009), table 1, severity 1.
/// </summary>
public sealed class ChartColorsTests
{
    // Two are taken for one from about 2 to 5 on.
    private const double LeastDistance = 12;

    private static readonly double[][][] Visions =
    [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    private static readonly double[][] ToXyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];

    private static readonly double[] White = [0.9505, 1, 1.089];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Categorical_ByEyesOfAnyKind_AreApart(int scheme)
    {
        string style = EmbeddedText.Read("colors.css").Split("@media")[scheme];
        string[] colors = [.. Regex.Matches(style, "--c[0-9]: (#[0-9a-f]{6});").Select(m => m.Groups[1].Value)];

        Assert.Equal(ChartColors.Count, colors.Length);
        foreach (double[][] vision in Visions)
        {
            double[][] seen = [.. colors.Select(c => Lab(Times(vision, Linear(c))))];
            var pairs = from i in Enumerable.Range(0, seen.Length)
                        from j in Enumerable.Range(0, i)
                        select (Colors: $"{colors[i]} {colors[j]}",
                            Distance: Math.Sqrt(seen[i].Zip(seen[j], (a, b) => (a - b) * (a - b)).Sum()));
            Assert.All(pairs, p => Assert.True(p.Distance > LeastDistance, $"{p.Colors}: {p.Distance:0.0}"));
        }
    }

    private static double[] Linear(string color) =>
    [
        .. Enumerable.Range(0, 3)
            .Select(i => int.Parse(color.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
    ];

    private static double[] Times(double[][] matrix, double[] vector) =>
        [.. matrix.Select(row => row.Zip(vector, (m, v) => m * v).Sum())];

    private static double[] Lab(double[] linear)
    {
        double[] f =
        [
            .. Times(ToXyz, [.. linear.Select(c => Math.Clamp(c, 0, 1))]).Zip(White, (c, white) => c / white)
                .Select(c => c > 0.008856 ? Math.Cbrt(c) : 7.787 * c + 16.0 / 116),
        ];
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])];
    }
}
