using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Commands.Data;

/// <summary><c>data</c>: the datasets that can be fetched.</summary>
internal sealed class DataCommand : SweeperCommand
{
    public DataCommand(CommandContext context)
        : base("data", "List the datasets that can be fetched, or fetch one.", "sweeper data list")
    {
        Add(new DataListCommand(context));
        Add(new DataFetchCommand(context));
    }
}
