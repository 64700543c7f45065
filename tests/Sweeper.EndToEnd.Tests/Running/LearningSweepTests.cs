namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>A sweep whose sampler learns, killed and carried on.</summary>
public sealed class LearningSweepTests : IDisposable
{
    // A trial waits to be killed for as long as there is a file of its number.
    private const string Program =
        """
        while [ -e "wait-$SWEEPER_TRIAL" ]; do sleep 0.05; done
        echo "loss: $1"
        """;

    private readonly ProgramFolder _folder = new();

    [LongFact]
    public Task Run_KilledBeforeAndAfterTheFirstResultsCount_ProposesAsAnUninterruptedRun() => KillAndCarryOnAsync(3, 12, 13);

    public void Dispose() => _folder.Dispose();

    private async Task KillAndCarryOnAsync(params int[] killed)
    {
        _folder.Write(Program);
        await File.WriteAllTextAsync(
            _folder.File("program.yaml"),
            $$"""
            name: program
            method: tpe
            run_cap: 15
            metric: {name: loss}
            command: [sh, {{_folder.File("train.sh")}}, "${param.x}"]
            parameters:
              x: {distribution: log_uniform_values, min: 0.001, max: 1}
              y: [1, 2]
            """);
        (await _folder.RunAsync(Options("uninterrupted"))).With(exitCode: 0);

        foreach (int trial in killed)
            await KillAtAsync(trial);
        FinishedCommand carriedOn = (await _folder.RunAsync(Options("results"))).With(exitCode: 0);

        Assert.StartsWith("program: carrying on with 3 of 15 trials, ", carriedOn.MessageLines[0], StringComparison.Ordinal);
        SweepContent expected = new(_folder.File("uninterrupted")), content = new(_folder.File("results"));
        Assert.Equal(expected.Table, content.Table);
        Assert.Equal(expected.Trials.Select(t => t.Proposal), content.Trials.Select(t => t.Proposal));
        Assert.Equal("1-14", content.Trials[^1].Proposal!.From);

        FinishedCommand verified = (await SweeperCommand.RunAsync(_folder.Root, "verify", "program")).With(exitCode: 0);
        Assert.Equal("program: all 15 proposals come out the same.", verified.Output.Trim());
    }

    /// <summary>Kills the run when a trial has begun and all before it have ended.</summary>
    private async Task KillAtAsync(int trial)
    {
        await File.WriteAllTextAsync(_folder.File($"wait-{trial}"), "");
        using (SweeperProcess run = _folder.Start(Options("results")))
            await run.WaitForMessageAsync($"[{trial - 1}/15]");
        File.Delete(_folder.File($"wait-{trial}"));
    }

    private static string[] Options(string results) => ["--parallel", "1", "--results", results];
}
