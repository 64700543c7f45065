using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments.Schemas;

namespace Sweeper.Cli.Commands;

/// <summary><c>schema</c>: the JSON Schema of experiment files.</summary>
internal sealed class SchemaCommand : SweeperCommand
{
    public SchemaCommand(CommandContext context)
        : base("schema", "Print the JSON Schema of experiment files, for editors.", "sweeper schema") =>
        SetAction(_ =>
        {
            // Of several that fail, editors explain the first: that of the kind which no key claims.
            context.Output.Profile.Out.Writer.Write(ExperimentSchema.TextOf([.. TrialKinds.All.Reverse()]));
            return ExitCode.Done;
        });
}
