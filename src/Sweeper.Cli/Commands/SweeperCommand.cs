using System.CommandLine;

namespace Sweeper.Cli.Commands;

/// <summary>A command of Sweeper: it knows an example of itself.</summary>
internal abstract class SweeperCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>A command line that works, shown at the end of the help.</summary>
    public string Example { get; } = example;
}
