namespace Sweeper.Experiments.Tests;

/// <summary>Writes and loads small experiments.</summary>
internal static class ExperimentText
{
    public const string File = "test.yaml";

    /// <summary>A document with a name and the digits, and <paramref name="rest"/> below.</summary>
    public static string WithDigits(string rest) => $"name: test\ndataset: digits\n{rest}\n";

    /// <summary>The experiment of a document that must be valid.</summary>
    public static Experiment Load(string text)
    {
        ExperimentLoadResult result = ExperimentLoader.Load(text, File);
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }

    /// <summary>The errors of a document, one a line.</summary>
    public static string Errors(string text) => string.Join('\n', ExperimentLoader.Load(text, File).Errors);
}
