using System.Text;
using System.Text.Json;

namespace Sweeper.EndToEnd.Tests;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="OutputBytes">Standard output.</param>
/// <param name="Messages">Standard error.</param>
internal sealed record FinishedCommand(int ExitCode, byte[] OutputBytes, string Messages)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] OutputLines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] MessageLines => Messages.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This command, after making sure that it ended as expected.</summary>
    public FinishedCommand With(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"It ended with {ExitCode}, not {exitCode}.\n{Messages}\n{Output}");
        return this;
    }

    /// <summary>The rows of a list that was asked for as JSON.</summary>
    public JsonElement[] Rows() => [.. JsonDocument.Parse(Output).RootElement.EnumerateArray()];
}
