using System.Globalization;
using System.Text.Json;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>Trials that are programs: what they report, and what follows from it.</summary>
public sealed class ProgramTests(RecordedPrograms recorded) : IClassFixture<RecordedPrograms>, IDisposable
{
    private const string ThreeEpochs = """for e in 1 2 3; do echo "{\"epoch\": $e, \"loss\": $1$e, \"acc\": 0.$e}"; done""";

    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Run_Programs_AreRankedByWhatTheyReport()
    {
        FinishedCommand run = recorded.Run.With(exitCode: 1);

        Assert.Contains("Best trial: 1 · loss 11", run.Output, StringComparison.Ordinal);
        Assert.Equal([(1, 21.0), (2, 22), (3, 23)], recorded.Folder.Values(2, "loss"));
        TrialRecord trial = recorded.Folder.Trial(2);
        Assert.Equal(
            (TrialState.Completed, "exit code 0", 3, 1, 21.0),
            (trial.State, trial.Reason, trial.LastEpoch, trial.BestEpoch, trial.Objective));
        Assert.Empty(recorded.Folder.Left());
    }

    [SkippableFact]
    public async Task Run_PrintedValue_IsInTheDatabaseWhileTheProgramRuns()
    {
        _folder.Write("""echo '{"epoch": 1, "loss": 7}'; until [ -e go ]; do sleep 0.05; done""", values: "1");
        using SweeperProcess run = _folder.Start();
        await run.WaitForMessageAsync("program: 1 trial");

        await Deadline.WaitAsync(
            async () => (await _folder.QueryAsync("SELECT epoch FROM epochs")).Length == 1,
            "The value was never in the database.");
        await File.WriteAllTextAsync(_folder.File("go"), "");

        (await run.EndAsync()).With(exitCode: 0);
        Assert.Equal([(1, 7.0)], _folder.Values(1, "loss"));
    }

    [SkippableFact]
    public void Run_NotANumberAndInfinity_AreKeptAndNeverBest()
    {
        Assert.Equal([(1, 50), (2, double.NaN), (3, double.NegativeInfinity)], recorded.Folder.Values(3, "loss"));
        TrialRecord trial = recorded.Folder.Trial(3);
        Assert.Equal((TrialState.Completed, 1, 50.0), (trial.State, trial.BestEpoch, trial.Objective));
    }

    [SkippableFact]
    public void Run_ObjectiveNeverReported_FailsWithTheNearest()
    {
        TrialRecord trial = recorded.Folder.Trial(4);
        Assert.Equal(
            (TrialState.Failed, "it ended without reporting loss; it reported acc, los; did you mean 'los'?"),
            (trial.State, trial.Reason));
    }

    [SkippableFact]
    public async Task Run_ProgramFails_TellsWhyAndShowsTheEndOfItsOutput()
    {
        Assert.Equal("exit code 4: ValueError: x", recorded.Folder.Trial(5).Reason);
        FinishedCommand show = await SweeperCommand.RunAsync(recorded.Folder.Root, "show", "program/5", "--format", "json");
        JsonElement output = JsonDocument.Parse(show.With(exitCode: 0).Output).RootElement.GetProperty("output");
        string end = output.GetProperty("end").GetString()!;
        Assert.Equal(["ValueError: x", "working"], end.Split('\n').Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Run_EarlyStopping_AsksTheProgramToEnd()
    {
        TrialRecord trial = recorded.Folder.Trial(6);
        Assert.Equal(
            (TrialState.Completed, "early stopping: loss did not improve on 61 (epoch 1) until epoch 4"),
            (trial.State, trial.Reason));
    }

    [SkippableFact]
    public async Task Run_NoMetric_RanksNothingAndReportsAll()
    {
        _folder.Write(ThreeEpochs, keys: "");

        FinishedCommand run = (await SweeperProcess.RunAsync(_folder.Root, "run", "program.yaml")).With(exitCode: 0);

        Assert.Contains("Nothing is ranked: the file names no metric.", run.Output, StringComparison.Ordinal);
        string report = await File.ReadAllTextAsync(Path.Combine(_folder.Results, "program", "report.html"));
        Assert.Contains("Loss by epoch", report, StringComparison.Ordinal);
        Assert.Contains("Acc by epoch", report, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Run_Pruned_AsksTheProgramToEnd()
    {
        _folder.Write(
            """
            echo "{\"epoch\": 1, \"loss\": $1}"; [ $1 -gt 2 ] && sleep 1000
            echo "{\"epoch\": 2, \"loss\": $1}"
            """,
            "metric: {name: loss}\nearly_terminate: {type: median, startup_trials: 2}",
            values: "1, 2, 3");

        (await _folder.RunAsync("--parallel", "1")).With(exitCode: 0);

        Assert.Equal(TrialState.Pruned, _folder.Trial(3).State);
        Assert.StartsWith("pruned after epoch 1 by the median rule", _folder.Trial(3).Reason, StringComparison.Ordinal);
        Assert.Empty(_folder.Left());
    }

    [SkippableFact]
    public async Task Run_CoresAndSlots_LimitHowManyRunAtOnce()
    {
        string cores = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        _folder.Write(
            """echo "{\"epoch\": 1, \"loss\": 1, \"gpu_$CUDA_VISIBLE_DEVICES\": 1, \"omp_loss\": $OMP_NUM_THREADS}" """,
            $"metric: {{name: loss}}\nrun: {{cpus: {cores}, gpus: 1}}");

        FinishedCommand run = (await _folder.RunAsync("--gpus", "5,7", "--parallel", "8")).With(exitCode: 0);

        Assert.StartsWith("program: 2 trials, 1 at once, ", run.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal([(1, (double)Environment.ProcessorCount)], _folder.Values(2, "omp_loss"));
    }

    [LongFact]
    public async Task Run_MoreSlotsThanThereAre_IsAnError()
    {
        _folder.Write(ThreeEpochs, "metric: {name: loss}\nrun: {gpus: 3}");

        FinishedCommand run = (await SweeperCommand.RunAsync(_folder.Root, "run", "program.yaml", "--gpus", "0,1"))
            .With(exitCode: 3);

        Assert.Equal(
            "error: run.gpus asks for 3 a trial, and --gpus names 0, 1; --gpus 0,1 says which there are", run.MessageLines[^1]);
    }

    [SkippableFact]
    public async Task Run_ProgramIsNotThere_IsAnErrorBeforeAnythingStarts()
    {
        _folder.Write(ThreeEpochs);
        string text = await File.ReadAllTextAsync(_folder.File("program.yaml"));
        await File.WriteAllTextAsync(
            _folder.File("program.yaml"), text.Replace("[sh,", "[no-such-shell,", StringComparison.Ordinal));

        FinishedCommand run = (await SweeperCommand.RunAsync(_folder.Root, "run", "program.yaml")).With(exitCode: 2);

        Assert.Equal(
            $"error: {_folder.File("program.yaml")}:2:10: the program 'no-such-shell' was not found on the PATH",
            run.MessageLines[^1]);
        Assert.Empty(await SweeperCommand.RowsAsync(_folder.Root, "list"));
    }

    [SkippableFact]
    public async Task Try_ThenRun_IsTheFirstMinute()
    {
        _folder.Write(ThreeEpochs);

        FinishedCommand tried = (await SweeperProcess.RunAsync(
            _folder.Root, "try", "--", "sh", "train.sh", "0.5", "--write", "first.yaml")).With(exitCode: 0);
        Assert.Contains("By its name, acc is what to maximize; 'metric' in the file says otherwise.", tried.OutputLines);
        Assert.Contains("Wrote first.yaml: 3 trials. Next: sweeper run first.yaml", tried.OutputLines);

        Assert.False(Directory.Exists(_folder.Results), "It recorded something.");
        (await SweeperProcess.RunAsync(_folder.Root, "run", "first.yaml")).With(exitCode: 0);
        Assert.True(File.Exists(Path.Combine(_folder.Results, "first", "report.html")));
    }

    [LongFact]
    public async Task Try_Record_IsASweepOfOneTrial()
    {
        _folder.Write(ThreeEpochs);

        (await SweeperProcess.RunAsync(_folder.Root, "try", "--record", "tried", "--", "sh", "train.sh", "4")).With(exitCode: 0);

        Assert.Equal([(1, 0.1), (2, 0.2), (3, 0.3)], _folder.Values(1, "acc"));
        Assert.Equal((TrialState.Completed, 0.3), (_folder.Trial(1).State, _folder.Trial(1).Objective));
        Assert.True(File.Exists(Path.Combine(_folder.Results, "tried", "trials", "1", "output.log")));
    }
}
