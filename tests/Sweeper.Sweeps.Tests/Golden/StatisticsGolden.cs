using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Tests.Golden;

/// <summary>What SciPy says; statistics.py beside this file works it out.</summary>
internal sealed record StatisticsGolden
{
    public static StatisticsGolden Instance { get; } = Read();

    public required ImmutableArray<ProbabilityCase> Probabilities { get; init; }

    public required ImmutableArray<BoundCase> Bounds { get; init; }

    public required ImmutableArray<WelchCase> Welch { get; init; }

    public required ImmutableArray<HolmCase> Holm { get; init; }

    private static StatisticsGolden Read()
    {
        using Stream stream = typeof(StatisticsGolden).Assembly.GetManifestResourceStream("statistics.json")!;
        return JsonSerializer.Deserialize<StatisticsGolden>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record ProbabilityCase(double T, double DegreesOfFreedom, double Probability);

    internal sealed record BoundCase(double Confidence, double DegreesOfFreedom, double Bound);

    internal sealed record WelchCase(double[][] Samples, SummaryCase[] Summaries, double Probability);

    internal sealed record SummaryCase(double Mean, double StandardDeviation, double Lower, double Upper);

    internal sealed record HolmCase(double[] Probabilities, double[] Corrected);
}
