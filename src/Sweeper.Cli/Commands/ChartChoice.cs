using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeper.Reporting.Rendering;
using Sweeper.Reporting.Svg;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands;

/// <summary>Who draws charts: Sweeper itself or, in builds that have it, ScottPlot.</summary>
internal static class ChartChoice
{
    private const string BuiltIn = "sweeper";
    private const string ScottPlot = "scottplot";

    /// <summary>The option that chooses.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--charts")
        {
            Description = "Who draws heatmaps, confusion matrices, curves and bars: sweeper, or scottplot in builds with -p:ScottPlot=true.",
            HelpName = $"{BuiltIn}|{ScottPlot}",
            DefaultValueFactory = _ => BuiltIn,
        };
        option.Validators.Add(Check);
        return option;
    }

    /// <summary>The renderer of a choice.</summary>
    /// <exception cref="SweeperException">This build does not have it.</exception>
    public static IChartRenderer Renderer(string choice) => choice == ScottPlot ? CreateScottPlot() : new SvgChartRenderer();

    private static void Check(OptionResult result)
    {
        string found = result.GetValueOrDefault<string>()!;
        if (found is not (BuiltIn or ScottPlot))
            result.AddError($"--charts is '{found}'; it must be {BuiltIn} or {ScottPlot}.");
    }

#if SCOTTPLOT
    private static Reporting.ScottPlot.ScottPlotChartRenderer CreateScottPlot() => new();
#else
    private static SvgChartRenderer CreateScottPlot() => throw new SweeperException(
        "this build has no ScottPlot charts; build it with them, such as 'dotnet run -c Release -p:ScottPlot=true --project src/Sweeper.Cli -- report …', or leave out --charts",
        FailureKind.Input);
#endif
}
