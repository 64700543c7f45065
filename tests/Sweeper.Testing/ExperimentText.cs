using Sweeper.Experiments;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Kinds;
using Sweeper.Training.Kinds;

namespace Sweeper.Testing;

/// <summary>Writes and loads small experiments of the built-in network.</summary>
public static class ExperimentText
{
    public const string File = "test.yaml";

    /// <summary>Reads experiments of the network.</summary>
    public static ExperimentLoader Loader => NetworkTrialKind.Loader;

    /// <summary>Reads experiments of every kind of trial.</summary>
    public static ExperimentLoader AnyLoader { get; } = new(ProgramTrialKind.Instance, NetworkTrialKind.Instance);

    /// <summary>A document with a name and the digits, and <paramref name="rest"/> below.</summary>
    public static string WithDigits(string rest) => $"name: test\ndataset: digits\n{rest}\n";

    /// <summary>The experiment of a document that must be valid.</summary>
    public static Experiment Load(string text)
    {
        ExperimentLoadResult result = Loader.Load(text, File);
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }

    /// <summary>The errors of a document, one a line.</summary>
    public static string Errors(string text) => string.Join('\n', Loader.Load(text, File).Errors);
}
