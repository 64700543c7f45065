using Sweeper.Cli;

return SweeperCommandLine.Run(args, CommandContext.ForProcess());
