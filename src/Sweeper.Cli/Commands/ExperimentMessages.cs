using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Cli.Commands;

/// <summary>Prints what reading an experiment had to say.</summary>
internal static class ExperimentMessages
{
    /// <summary>Writes errors and notes to standard error, a line each.</summary>
    public static void Write(ExperimentLoadResult result, CommandContext context)
    {
        TextWriter messages = context.Messages.Profile.Out.Writer;
        foreach (ExperimentError error in result.Errors)
            messages.WriteLine($"error: {TerminalText.OneLine(error.ToString())}");
        foreach (ExperimentError note in result.Notes)
            messages.WriteLine($"note: {TerminalText.OneLine(note.ToString())}");
    }

    /// <summary>Says what would keep a run that is started here from training anything.</summary>
    public static void WriteObstacle(Experiment experiment, CommandContext context)
    {
        if (experiment.Trial.FindObstacle(Environment.CurrentDirectory) is string obstacle)
            context.Messages.Profile.Out.Writer.WriteLine(
                $"note: {TerminalText.OneLine(obstacle)}; a run that is started here ends at once");
    }
}
