using Sweeper.Cli;
using Sweeper.Cli.Terminals;

return SweeperCommandLine.Run(args, CommandContext.ForProcess());
