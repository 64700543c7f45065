using System.Collections.Immutable;
using System.Text;
using Sweeper.Programs.Python;

namespace Sweeper.Programs.CommandLines;

/// <summary>The files by which the client of Weights &amp; Biases is told what its agent would tell it.</summary>
internal static class WandbFiles
{
    /// <summary>The name of the file with the values, in the trial's folder.</summary>
    public const string ParametersName = "wandb-parameters.yaml";

    /// <summary>What <c>WANDB_SWEEP_PARAM_PATH</c> names: a map for each argument, with its value.</summary>
    public static string Parameters(ImmutableArray<KeyValuePair<string, PythonValue>> arguments)
    {
        var text = new StringBuilder("wandb_version: 1\n");
        foreach ((string name, PythonValue value) in arguments)
            text.Append('\n').Append(PythonText.JsonQuoted(name, onlyAscii: false)).Append(":\n  value: ").Append(value.Yaml)
                .Append('\n');
        return text.ToString();
    }
}
