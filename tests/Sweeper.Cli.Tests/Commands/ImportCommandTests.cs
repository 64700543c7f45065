using System.Collections.Immutable;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_OptunaStudy_IsASweepWithItsTrialsSpaceAndStates()
    {
        OptunaFile.Write(_folder.File("optuna.db"));

        CommandRun run = Import("optuna.db", "--name", "old", "--study", "tuning");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(
            ["old: 13 trials from optuna.db, study tuning (11 completed, 1 pruned, 1 failed), minimize value"], run.OutputLines);
        (SweepRecord sweep, ImmutableArray<TrialRecord> trials) = Read("old");
        Assert.Equal((SweepState.Completed, "imported from optuna.db, study tuning"), (sweep.State, sweep.Reason));
        Assert.Equal(["rate", "layers", "optimizer", "momentum"], sweep.Space.Swept.Select(h => h.Name).Take(4));
        Assert.Equal(
            [TrialState.Failed, TrialState.Completed, TrialState.Completed, TrialState.Pruned],
                new[] { 5, 6, 7, 9 }.Select(n => trials[n - 1].State));
        Assert.Equal((double.PositiveInfinity, 1), (trials[6].Objective, trials[6].LastEpoch));
        Assert.Equal(3, trials[0].LastEpoch);
        Assert.Equal(4.0, trials[0].Objective!.Value, 1e-9);
        Assert.Equal(2.5, trials[0].DurationSeconds!.Value, 1e-3);
        Assert.Null(trials[1].Values.Find("momentum"));
        Assert.Equal("0.3", trials[0].Values["momentum"].ToString());
        Assert.Contains("\"rate\": {distribution: log_uniform_values, min: 0.001, max: 10}", sweep.ExperimentText,
            StringComparison.Ordinal);

        Assert.Contains("old", Sweeper("list").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Sweeper("report", "old", "--output", _folder.File("report.html")).ExitCode);
        Assert.Contains("imported from optuna.db", File.ReadAllText(_folder.File("report.html")), StringComparison.Ordinal);
        CommandRun suggested = Sweeper("suggest", "old", "--count", "2", "--format", "json");
        Assert.All(suggested.Json().EnumerateArray(), cell => Assert.InRange(cell.GetProperty("rate").GetDouble(), 0.001, 10));
    }

    [Fact]
    public void Import_SeveralStudies_AsksWhich()
    {
        OptunaFile.Write(_folder.File("optuna.db"));

        CommandRun run = Import("optuna.db", "--name", "old");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains("holds several studies: 'tuning', 'other'; choose one with --study", run.Messages,
            StringComparison.Ordinal);
        Assert.Contains("value_0", Import("optuna.db", "--name", "two", "--study", "other").Output, StringComparison.Ordinal);
        Assert.Contains("no study 'none'", Import("optuna.db", "--name", "x", "--study", "none").Messages,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Import_ChoicesThatAreNoTexts_StayWhatTheyAre()
    {
        OptunaFile.Write(_folder.File("optuna.db"));

        Import("optuna.db", "--name", "two", "--study", "other");

        HyperparameterValues values = Read("two").Trials[0].Values;
        Assert.Equal(NullValue.Instance, values["limit"]);
        Assert.Equal(new TextValue("null"), values["text"]);
    }

    [Fact]
    public void Import_Mlruns_TakesParametersMetricsAndStates()
    {
        for (int i = 0; i < 3; i++)
        {
            string run = $"mlruns/7/run{i}";
            _folder.Write(
                $"{run}/meta.yaml",
                $"artifact_uri: file:///x\nend_time: {2000 + (i * 10)}\nexperiment_id: '7'\nlifecycle_stage: "
                + $"{(i == 2 ? "deleted" : "active")}\nrun_id: run{i}\nstart_time: {1000 - i}\nstatus: {(i == 1 ? 4 : 3)}\n");
            _folder.Write($"{run}/params/lr", $"0.{i + 1}");
            _folder.Write($"{run}/params/model/kind", "small");
            _folder.Write($"{run}/metrics/val/loss", "1700000000000 0.9 0\n1700000000001 0.5 1\n1700000000002 0.4 2\n");
            _folder.Write($"{run}/metrics/seen", "1700000000000 64 1\n");
        }

        _folder.Write("mlruns/7/meta.yaml", "experiment_id: '7'\nname: digits\n");
        _folder.Write("mlruns/0/meta.yaml", "experiment_id: '0'\nname: Default\n");

        CommandRun imported = Import("mlruns", "--name", "old");

        Assert.Equal(ExitCode.Done, imported.ExitCode);
        (SweepRecord sweep, ImmutableArray<TrialRecord> trials) = Read("old");
        Assert.Equal("imported from mlruns, experiment digits", sweep.Reason);
        Assert.Equal(["0.2 failed", "0.1 completed"], trials.Select(t => $"{t.Values["lr"]} {t.State.Name()}"));
        Assert.Equal(("val/loss", 0.4, 2, "small"), (sweep.Objective.Metric, trials[1].Objective, trials[1].BestEpoch,
            trials[1].Values["model/kind"].ToString()));
        Assert.Equal(1.0, trials[1].DurationSeconds!.Value, 1e-9);
    }

    [Theory]
    [InlineData("Name,State,Runtime,Sweep,lr,optimizer,use_bn,_step,val_acc,train_loss\n"
        + "bold-1,finished,12,s,0.1,sgd,true,9,0.91,0.3\nold-2,crashed,3,s,0.2,adam,false,2,,\n"
        + "\"a, b\",finished,12,s,0.01,sgd,true,9,0.95,0.2\n", "")]
    [InlineData("lr,optimizer,use_bn,val_acc\n0.1,sgd,true,0.91\n0.2,adam,false,\n0.01,sgd,true,0.95\n", "")]
    [InlineData("lr;optimizer;use_bn;result\n0.1;sgd;true;0.91\n0.2;adam;false;\n0.01;sgd;true;0.95\n",
        "--metric result --goal maximize")]
    public void Import_Table_TellsHyperparametersFromMetrics(string text, string options)
    {
        _folder.Write("results.csv", text);

        CommandRun run = Import(["results.csv", "--name", "old", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal("", run.Messages);
        (SweepRecord sweep, ImmutableArray<TrialRecord> trials) = Read("old");
        Assert.Equal(["lr", "optimizer", "use_bn"], sweep.Space.Swept.Select(h => h.Name).Order());
        Assert.Equal([0.91, null, 0.95], trials.Select(t => t.Objective));
        Assert.Equal((3, TrialState.Failed), (sweep.BestTrial, trials[1].State));
    }

    [Theory]
    [InlineData("lr,size\n1,2\n", "nothing says by what to rank")]
    [InlineData("", "has no row of names")]
    [InlineData("lr,acc\n", "has names and no row of results")]
    [InlineData("lr,acc,lr\n1,2,3\n", "has the name 'lr' over several columns: 1, 3;")]
    [InlineData("lr,acc,acc\n1,2,3\n", "has the name 'acc' over several columns: 2, 3;")]
    [InlineData("lr,acc\n1,0.5\n2,oops\n", "has 'oops' for 'acc' in its row 2 of results")]
    public void Import_TableThatSaysTooLittle_IsRefused(string text, string message)
    {
        _folder.Write("results.csv", text);

        CommandRun run = Import("results.csv", "--name", "old");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains(message, run.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("NaN", null)]
    [InlineData("N/A", null)]
    [InlineData("None", null)]
    [InlineData("-", null)]
    public void Import_TableWithAMetricThatIsNoFiniteNumber_StillRanksByIt(string text, double? objective)
    {
        _folder.Write("results.csv", $"lr,val_loss,train_loss\n0.1,0.5,9\n0.2,{text},8\n0.3,0.4,7\n");

        CommandRun run = Import("results.csv", "--name", "old");

        (SweepRecord sweep, ImmutableArray<TrialRecord> trials) = Read("old");
        Assert.Equal("val_loss", sweep.Objective.Metric);
        Assert.Equal(["lr"], sweep.Space.Swept.Select(h => h.Name));
        Assert.Equal(objective, trials[1].Objective);
        Assert.Equal(
            $"old: 3 trials from results.csv ({(objective is null ? "2 completed, 1 failed" : "3 completed")}), minimize val_loss",
            run.OutputLines.Single());
        Assert.Equal(objective is null ? TrialState.Failed : TrialState.Completed, trials[1].State);
    }

    [Fact]
    public void Export_EpochsOfAMetricThatIsCalledAsAColumn_HasBothApart()
    {
        _folder.Write("results.csv", "lr,Is_Best,val_loss,Val_Loss\n0.1,0.5,1,2\n0.2,0.25,3,4\n");
        Import("results.csv", "--name", "old", "--metric", "Is_Best", "--goal", "maximize", "--parameters", "lr");

        Assert.Equal(
            [
                "sweep,trial,epoch,is_best,duration_seconds,metric_Is_Best,val_loss,Val_Loss",
                "old,1,1,true,0,0.5,1,2",
                "old,2,1,true,0,0.25,3,4",
            ],
            Sweeper("export", "old", "--epochs").OutputLines);
        Assert.Equal(
            ["trial,Val_Loss,val_loss", "2,4,3"],
            Sweeper("trials", "old", "--columns", "trial,Val_Loss,val_loss", "--where", "Val_Loss > 2", "--format", "csv")
                .OutputLines);
    }

    [Fact]
    public void Run_WithHistory_LearnsFromItAndVerifiesWhateverIsAddedLater()
    {
        _folder.Write("results.csv", "learning_rate,batch_size,validation_accuracy\n" + string.Concat(
            Enumerable.Range(0, 20).Select(i =>
                FormattableString.Invariant($"{0.01 + (0.01 * i)},{(i == 19 ? 4000 : 16 + i)},{0.5 + (0.02 * i)}\n"))));
        Assert.Equal(ExitCode.Done, Import("results.csv", "--name", "old").ExitCode);
        string file = _folder.Write(
            "learned.yaml",
            """
            name: learned
            dataset: {name: digits, train: 200, test: 100}
            method: tpe
            run_cap: 3
            history: [old]
            metric: {name: validation_accuracy, goal: maximize}
            parameters:
              architecture: "8"
              learning_rate: {min: 0.001, max: 1.0, distribution: log_uniform_values}
              batch_size: {min: 16, max: 64}
              epochs: 1
            """);

        CommandRun run = Sweeper("run", file, "--parallel", "1", "--no-report", "--no-evaluate");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("History: old#1: 1-19", run.MessageLines);
        (SweepRecord sweep, ImmutableArray<TrialRecord> trials) = Read("learned");
        Assert.Contains(KeyValuePair.Create("history", "old#1: 1-19"), sweep.Facts);
        Assert.All(trials, t => Assert.Equal("tpe", t.Proposal!.Sampler));

        // Among the best of the history rates are high.
        Assert.All(trials, t => Assert.True(((Sweeps.Spaces.NumberValue)t.Values["learning_rate"]).Number > 0.02));

        // Another sweep of that name is not the one that was learnt from.
        _folder.Write("results.csv", "learning_rate,batch_size,validation_accuracy\n0.5,20,0.99\n");
        Assert.Equal(ExitCode.Done, Import("results.csv", "--name", "old").ExitCode);
        Assert.Equal("learned: all 3 proposals come out the same.", Sweeper("verify", "learned").OutputLines[^1]);
        Assert.Equal(ExitCode.Done, Sweeper("run", file, "--set", "run_cap=4", "--parallel", "1", "--no-report",
            "--no-evaluate").ExitCode);
        Assert.Equal("learned: all 4 proposals come out the same.", Sweeper("verify", "learned").OutputLines[^1]);
        Assert.Contains("run tells tpe the trials of old first", Sweeper("plan", file).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HistoryThatIsNotThere_SaysSo()
    {
        string file = _folder.Write(
            "learned.yaml",
            TinyExperiment.Grid.Replace("seed: 7", "method: tpe\nrun_cap: 2\nhistory: [odl]", StringComparison.Ordinal));

        CommandRun run = Sweeper("run", file, "--no-report");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains("history names 'odl', and there is no such sweep in the results folder", run.Messages,
            StringComparison.Ordinal);
    }

    private CommandRun Import(string path, params string[] arguments) =>
        Sweeper(["import", _folder.File(path), .. arguments]);

    private CommandRun Import(string[] arguments) => Import(arguments[0], arguments[1..]);

    private CommandRun Sweeper(params string[] arguments) =>
        CommandRun.Of(arguments[0] is "plan" ? arguments : [.. arguments, "--results", _folder.File("results")]);

    private (SweepRecord Sweep, ImmutableArray<TrialRecord> Trials) Read(string name)
    {
        using var reader = SqliteSweepReader.Open(_folder.File("results"));
        SweepRecord sweep = reader.FindSweep(name, null)!;
        return (sweep, reader.ReadTrials(sweep));
    }
}
