using Sweeper.Sweeps;

namespace Sweeper.Cli.Terminals;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The sweep went through, but trials failed.</summary>
    public const int TrialsFailed = 1;

    /// <summary>The input is wrong: the command line, an experiment, a name.</summary>
    public const int WrongInput = 2;

    /// <summary>The environment is wrong: no data, no space, no permission, a lock.</summary>
    public const int WrongEnvironment = 3;

    /// <summary>A bug in Sweeper.</summary>
    public const int Bug = 70;

    /// <summary>Stopped by a signal.</summary>
    public const int Interrupted = 130;

    /// <summary>What an expected failure is to the caller.</summary>
    public static int Of(FailureKind kind) => kind == FailureKind.Input ? WrongInput : WrongEnvironment;
}
