using Microsoft.Data.Sqlite;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Runs;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly TinySweep _sweep = new();

    [Fact]
    public void Verify_TrialAsItWas_IsBitIdentical()
    {
        CommandRun run = Verify("tiny/3");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("tiny/3: all 10 metrics are bit-identical, and so is every weight.", Assert.Single(run.OutputLines));
    }

    [Fact]
    public void Verify_MetricAndWeightThatWereChanged_AreFound()
    {
        Assert.Equal(1, Change(
            "UPDATE metrics SET value = value + 1e-15 WHERE epoch = 2 AND metric_id = (SELECT metric_id FROM metric_names WHERE "
                + "name = 'train_loss') "
            + "AND trial_id = (SELECT trial_id FROM trials WHERE number = 2)"));

        string model = Path.Combine(_sweep.Results, "tiny", "models", "trial-2.safetensors");
        byte[] bytes = File.ReadAllBytes(model);
        bytes[^4] ^= 1;
        File.WriteAllBytes(model, bytes);

        CommandRun run = Verify("tiny/2", "--format", "json");

        Assert.Equal(ExitCode.TrialsFailed, run.ExitCode);
        Assert.Equal("train_loss", Assert.Single(run.Json().EnumerateArray()).GetProperty("metric").GetString());
        Assert.StartsWith(
            "tiny/2: 1 of 10 metrics differ, and the weights differ.", run.MessageLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A processor, 256-bit vectors", "The trial was trained with an earlier version of the kernels")]
    [InlineData("A processor, 256-bit vectors, kernels 1", "The trial was trained with an earlier version of the kernels")]
    [InlineData(null, "The same version of Sweeper on another kind of processor rounds differently")]
    public void Verify_DifferentResult_SaysWhetherTheKernelsWereEarlier(string? processor, string reason)
    {
        Change("UPDATE metrics SET value = value + 1e-15 WHERE epoch = 2 AND trial_id = (SELECT trial_id FROM trials WHERE "
            + "number = 2)");
        if (processor is not null)
            Change($"UPDATE environments SET processor = '{processor}'");

        CommandRun run = Verify("tiny/2");

        Assert.Equal(ExitCode.TrialsFailed, run.ExitCode);
        Assert.Contains(reason, run.OutputLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_SameResultOfEarlierKernels_IsBitIdentical()
    {
        Change("UPDATE environments SET processor = 'A processor, 256-bit vectors'");

        Assert.Equal("tiny/3: all 10 metrics are bit-identical, and so is every weight.",
            Assert.Single(Verify("tiny/3").OutputLines));
    }

    public void Dispose() => _sweep.Dispose();

    private int Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_sweep.Results, "sweeper.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private CommandRun Verify(params string[] arguments) => CommandRun.Of(["verify", .. arguments, "--results", _sweep.Results]);
}
