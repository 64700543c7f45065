namespace Sweeper.Programs.Processes;

/// <summary>Runs one program to its end, and ends with it all that it started.</summary>
/// <param name="start">What is to be started.</param>
/// <param name="guard">Sees to it that nothing is left of it.</param>
/// <param name="grace">How long it may take to end when it is asked to.</param>
/// <param name="time">Measures that.</param>
internal sealed class ProgramRun(ProgramStart start, ProgramGuard guard, TimeSpan grace, TimeProvider time)
{
    // How often somebody is asked whether it must end, and what it wrote elsewhere is looked for.
    private const int TickMilliseconds = 50;

    // What a program leaves behind that ends by itself has this long to write its last words, as the tee at the end of a
    // shell's pipe.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    // One that was killed is gone at once, unless the system does not let it go.
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(10);

    private long? _endedAt;
    private long? _askedAt;
    private long? _killedAt;

    /// <summary>Runs it.</summary>
    /// <param name="output">Takes what it writes, on this thread.</param>
    /// <param name="mustEnd">Asked again and again while it runs, on this thread: whether it must end now.</param>
    /// <exception cref="ProgramStartException">It cannot be started.</exception>
    public ProgramEnd Run(OutputHandler output, Func<bool> mustEnd)
    {
        using RunningProgram program = RunningProgram.Start(start, guard);
        try
        {
            while (!IsOver(program))
            {
                program.Wait(TickMilliseconds, output);
                if (_askedAt is null && program.End is null && mustEnd())
                    Ask(program);
                if (program.End is not null)
                    _endedAt ??= time.GetTimestamp();
                EndWhatIsLeft(program);
            }
        }
        catch
        {
            // Nobody is left to look after it.
            program.Kill();
            program.Wait(TickMilliseconds, static (_, _) => { });
            throw;
        }

        return program.End ?? new ProgramEnd(null, null);
    }

    private bool IsOver(RunningProgram program)
    {
        if (_killedAt is long killed && HasPassed(killed, LongestDeath))
            return true;
        return program is { End: not null, IsOutputClosed: true, HasDescendants: false };
    }

    private void EndWhatIsLeft(RunningProgram program)
    {
        if (_killedAt is not null)
            return;
        if (_askedAt is long asked)
        {
            // Whoever holds the output when the group is gone has left the group, and cannot be asked.
            if (HasPassed(asked, grace) || (_endedAt is not null && !program.HasDescendants && HasPassed(asked, LastWords)))
                Kill(program);
        }
        else if (_endedAt is long ended && (program.IsOutputClosed || HasPassed(ended, LastWords)))
        {
            Ask(program);
        }
    }

    private void Ask(RunningProgram program)
    {
        program.AskToEnd();
        _askedAt = time.GetTimestamp();
    }

    private void Kill(RunningProgram program)
    {
        program.Kill();
        _killedAt = time.GetTimestamp();
    }

    private bool HasPassed(long since, TimeSpan duration) => time.GetElapsedTime(since) >= duration;
}
