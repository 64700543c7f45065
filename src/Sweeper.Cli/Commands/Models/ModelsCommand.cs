using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Commands.Models;

/// <summary><c>models</c>: the networks that trials saved.</summary>
internal sealed class ModelsCommand : SweeperCommand
{
    public ModelsCommand(CommandContext context)
        : base("models", "Write the saved network of a trial for other programs.",
            "sweeper models export quickstart/7 --to model.onnx") =>
        Add(new ModelsExportCommand(context));
}
