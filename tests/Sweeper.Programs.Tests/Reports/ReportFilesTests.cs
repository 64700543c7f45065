using System.Collections.Immutable;
using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

public sealed class ReportFilesTests : IDisposable
{
    private readonly TemporaryFolder _trial = new();
    private readonly TemporaryFolder _work = new();
    private readonly List<ReportedMetric> _found = [];

    public void Dispose()
    {
        _trial.Dispose();
        _work.Dispose();
    }

    [Fact]
    public void Poll_MetricsFile_TakesEveryNumberOfEveryWholeLine()
    {
        ReportFiles files = Watch();

        _trial.Write(ReportFiles.MetricsFile, "{\"epoch\": 1, \"throughput\": 5}\n{\"epoch\": 2, \"throu");
        files.Poll();
        Assert.Equal([new ReportedMetric("throughput", 5, 1)], _found);

        File.AppendAllText(_trial.File(ReportFiles.MetricsFile), "ghput\": 6}\n");
        files.Poll();
        Assert.Equal(new ReportedMetric("throughput", 6, 2), _found[^1]);
    }

    [Fact]
    public void Poll_FileThatWasReadAlready_ReportsNothingAgain()
    {
        ReportFiles files = Watch();
        _trial.Write("log.csv", "epoch,loss\n0,0.5\n");

        files.Poll();
        files.Poll();
        files.End();

        Assert.Equal([new ReportedMetric("loss", 0.5, 0)], _found);
    }

    [Fact]
    public void Poll_FileThatIsWrittenAnewWithMoreColumns_ReadsWhatIsNew()
    {
        ReportFiles files = Watch();
        _trial.Write("metrics.csv", "epoch,loss\n0,0.5\n");
        files.Poll();

        _trial.Write("metrics.csv", "epoch,loss,val_loss\n0,0.5,\n0,,0.6\n");
        files.Poll();

        Assert.Equal([new ReportedMetric("loss", 0.5, 0), new ReportedMetric("val_loss", 0.6, 0)], _found);
    }

    [Fact]
    public void Poll_FileThatBeginsAnewAndShorter_ReadsItFromTheStart()
    {
        ReportFiles files = Watch();
        _trial.Write("log.csv", "epoch,loss\n0,0.5\n1,0.4\n");
        files.Poll();

        _trial.Write("log.csv", "epoch,loss\n0,0.3\n");
        files.Poll();

        Assert.Equal(new ReportedMetric("loss", 0.3, 0), _found[^1]);
    }

    [Fact]
    public void Poll_TrainerStateThatIsWrittenAgainAndAgain_ReportsEachEntryOnce()
    {
        ReportFiles files = Watch();

        _trial.Write("checkpoint-1/trainer_state.json", """{"log_history": [{"loss": 0.5, "step": 1}], "global_step": 1}""");
        files.Poll();
        _trial.Write("checkpoint-1/trainer_state.json", """{"log_history": [{"loss": 0.5, "step": 1}, {"loss": NaN, "st""");
        files.Poll();
        _trial.Write("checkpoint-1/trainer_state.json",
            """{"log_history": [{"loss": 0.5, "step": 1}, {"loss": NaN, "step": 2}], "max_steps": 9}""");
        files.Poll();

        Assert.Equal([new ReportedMetric("loss", 0.5, 1), new ReportedMetric("loss", double.NaN, 2)], _found);
    }

    [Fact]
    public void Poll_NamedFileThatWasThereBefore_ReadsOnlyWhatTheProgramAdded()
    {
        _work.Write("results.csv", "epoch,loss\n0,9\n1,8\n");
        _work.Write("other.csv", "epoch,loss\n0,7\n");
        ReportFiles files = Watch("*.csv");
        files.Poll();
        Assert.Empty(_found);

        File.AppendAllText(_work.File("results.csv"), "2,0.5\n");
        files.Poll();

        Assert.Equal([new ReportedMetric("loss", 0.5, 2)], _found);
    }

    [Fact]
    public void Poll_NamedFileThatTheProgramWritesAnew_ReadsAllOfIt()
    {
        _work.Write("results.csv", "epoch,loss\n0,9\n1,8\n");
        ReportFiles files = Watch("results.csv");

        _work.Write("results.csv", "epoch,loss\n0,0.6\n1,0.5\n2,0.4\n");
        files.Poll();

        Assert.Equal([0.6, 0.5, 0.4], _found.Select(m => m.Value));
    }

    [Theory]
    [InlineData("runs/*/metrics.csv")]
    [InlineData("runs/**/*.csv")]
    [InlineData("runs")]
    [InlineData("**/metrics.csv")]
    public void Poll_Pattern_FindsFilesThatComeLater(string pattern)
    {
        ReportFiles files = Watch(pattern);
        files.Poll();

        _work.Write("runs/a/metrics.csv", "epoch,loss\n0,0.5\n");
        _work.Write("elsewhere.csv", "epoch,loss\n0,0.7\n");
        files.End();

        Assert.Equal([new ReportedMetric("loss", 0.5, 0)], _found);
    }

    [Fact]
    public void Poll_AbsolutePattern_IsFollowed()
    {
        ReportFiles files = Watch(_work.File("deep/results.csv"));

        _work.Write("deep/results.csv", "epoch,loss\n0,0.5\n");
        files.Poll();

        Assert.Single(_found);
    }

    [Theory]
    [InlineData("submission.csv", "id,label\n1,0\n2,1\n")]
    [InlineData("predictions.csv", "image,score\na.png,0.5\n")]
    [InlineData("config.json", "{\"lr\": 0.1, \"epochs\": 3, \"loss\": \"mse\"}")]
    [InlineData("package.json", "{\"version\": 1}")]
    [InlineData("output.log", "epoch,loss\n0,0.5\n")]
    [InlineData("output.1.log", "epoch,loss\n0,0.5\n")]
    [InlineData("notes.txt", "epoch 1 was fine, loss too\n")]
    [InlineData("weights.bin", "\0\0\0")]
    [InlineData(".git/metrics.csv", "epoch,loss\n0,0.5\n")]
    [InlineData("empty.csv", "")]
    public void End_FileThatIsNoReport_IsPassedOver(string name, string text)
    {
        ReportFiles files = Watch();

        _trial.Write(name, text);
        files.End();

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("training.log", "epoch,loss\n0,0.5\n", "loss", 0L)]
    [InlineData("table.csv", "\"epoch\";\"val loss\"\n0;0.5\n", "val loss", 0L)]
    [InlineData("history.csv", ",loss\n0,0.5\n", "loss", 0L)]
    [InlineData("progress.csv", "time/total_timesteps,rollout/ep_rew_mean\n2048,0.5\n", "rollout/ep_rew_mean", 2048L)]
    [InlineData("test_error.tsv", "iter\tLogloss\n3\t0.5\n", "test/Logloss", 3L)]
    [InlineData("all_results.json", "{\"epoch\": 3.0, \"eval_accuracy\": 0.5, \"eval_runtime\": 2.1}", "eval_accuracy", null)]
    [InlineData("metrics.json", "{\"iteration\": 19, \"total_loss\": 0.5}\n", "total_loss", 19L)]
    [InlineData("log.txt", "{\"train_loss\": 0.5, \"epoch\": 4, \"n_parameters\": 571}\n", "train_loss", 4L)]
    [InlineData("mlruns/0/abc/metrics/val/loss", "1708208368539 0.5 7\n", "val/loss", 7L)]
    [InlineData("wandb/offline-run-1/files/wandb-summary.json", "{\"acc\": 0.5, \"_step\": 7, \"_runtime\": 3}", "acc", 7L)]
    public void End_FileOfAKnownForm_IsRead(string name, string text, string metric, long? step)
    {
        ReportFiles files = Watch();

        _trial.Write(name, text);
        files.End();

        Assert.Contains(new ReportedMetric(metric, 0.5, step), _found);
    }

    [Fact]
    public void Poll_LinkToAFolder_IsNotFollowed()
    {
        ReportFiles files = Watch();
        _work.Write("run/log.csv", "epoch,loss\n0,0.5\n");
        Directory.CreateSymbolicLink(_trial.File("latest-run"), _work.File("run"));

        files.End();

        Assert.Empty(_found);
    }

    [Theory]
    [InlineData(ReportFiles.MetricsFile, "{\"loss\": 0.5, \"epoch\": 4}\n")]
    [InlineData("train.jsonl", "{\"loss\": 0.5, \"epoch\": 4}\n")]
    [InlineData("log.csv", "loss,epoch\n0.5,4\n")]
    [InlineData("log.csv", "loss;epoch\n0,5;4\n")]
    [InlineData("log.csv", "loss,epoch\r\n\"0,5\",4\r\n")]
    [InlineData("trainer_state.json", """{"log_history": [{"loss": 0.5, "epoch": 4, "step": 4}], "global_step": 4}""")]
    public void End_FileWithAByteOrderMark_IsReadFromItsFirstRecord(string name, string text)
    {
        ReportFiles files = Watch();

        _trial.Write(name, [0xef, 0xbb, 0xbf, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        files.Poll();
        files.End();

        Assert.Contains(new ReportedMetric("loss", 0.5, 4), _found);
    }

    [SkippableFact]
    public void End_PipesThatNobodyWritesTo_AreLeftAlone()
    {
        _work.Write("before/x", "");
        NamedPipe.Create(_work.File("before/log.csv"));
        ReportFiles files = Watch("before/*.csv");
        NamedPipe.Create(_trial.File(ReportFiles.MetricsFile));
        NamedPipe.Create(_trial.File("train.jsonl"));
        _trial.Write("log.csv", "epoch,loss\n0,0.5\n");

        files.Poll();
        files.End();

        Assert.Equal([new ReportedMetric("loss", 0.5, 0)], _found);
    }

    [Fact]
    public void End_ProgramThatWasKilled_LeavesTheLastLineThatMayBeBrokenOff()
    {
        ReportFiles files = Watch();
        _trial.Write("log.csv", "epoch,loss\n0,0.5\n1,0.4");

        files.End(isCut: true);
        Assert.Single(_found);

        files.End();
        Assert.Equal(new ReportedMetric("loss", 0.4, 1), _found[^1]);
    }

    private ReportFiles Watch(params ImmutableArray<string> patterns) => new(_trial.Root, _work.Root, patterns, _found.Add);
}
