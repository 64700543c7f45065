using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Validate_ValidExperiment_SaysWhatItAmountsTo()
    {
        string file = _folder.Write("tiny.yaml", TinyExperiment.Grid);

        CommandRun run = CommandRun.Of("validate", file);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        Assert.Equal(
            [$"{file}: tiny, 4 trials, maximize validation_accuracy", "  architecture: 8, 16", "  learning_rate: 0.1, 0.2"],
            run.OutputLines);
    }

    [Fact]
    public void Validate_Json_HasAnObjectPerFile()
    {
        string file = _folder.Write("tiny.yaml", TinyExperiment.Grid), wrong = _folder.Write("wrong.yaml", TinyExperiment.Wrong);

        CommandRun run = CommandRun.Of("validate", file, wrong, "--format", "json");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Equal([true, false], run.Json().EnumerateArray().Select(f => f.GetProperty("is_valid").GetBoolean()));
        Assert.Equal(
            ("tiny", 4), (run.Json()[0].GetProperty("name").GetString(), run.Json()[0].GetProperty("trials").GetInt32()));
        Assert.Equal("architecture, learning_rate", run.Json()[0].GetProperty("swept").GetString());
    }

    [Fact]
    public void Validate_Repeats_SaysHowManySeeds()
    {
        CommandRun run = CommandRun.Of("validate", _folder.Write("tiny.yaml", $"{TinyExperiment.Grid}\nrepeats: 3\n"));

        Assert.Contains(", 12 trials, ", run.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal("  each with 3 seeds", run.OutputLines[^1]);
    }

    [Fact]
    public void Validate_InvalidExperiment_ReportsEveryErrorWithItsPlace()
    {
        string file = _folder.Write("wrong.yaml", TinyExperiment.Wrong);

        CommandRun run = CommandRun.Of("validate", file);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal(3, run.MessageLines.Length);
        Assert.StartsWith($"error: {file}:2:10: ", run.MessageLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"error: {file}:5:18: ", run.MessageLines[1], StringComparison.Ordinal);
        Assert.StartsWith($"error: {file}:6:3: ", run.MessageLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OneWrongFileOfSeveral_DescribesTheOthersAndFails()
    {
        string wrong = _folder.Write("wrong.yaml", TinyExperiment.Wrong);
        string right = _folder.Write("single.yaml", TinyExperiment.Single);

        CommandRun run = CommandRun.Of("validate", wrong, right);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Equal($"{right}: single, 1 trial, maximize validation_accuracy", Assert.Single(run.OutputLines));
        Assert.Equal(3, run.MessageLines.Length);
    }

    [Fact]
    public void Validate_FilesThatCannotBeRead_ReportsEachAndTheOthers()
    {
        string right = _folder.Write("single.yaml", TinyExperiment.Single), missing = Path.Combine(_folder.Root, "no.yaml");

        CommandRun run = CommandRun.Of("validate", missing, _folder.Root, right, "--format", "json");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Equal([false, false, true], run.Json().EnumerateArray().Select(f => f.GetProperty("is_valid").GetBoolean()));
        Assert.Equal(2, run.MessageLines.Length);
        Assert.StartsWith($"error: there is no experiment file '{missing}'", run.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal($"error: the experiment file '{_folder.Root}' cannot be read: it is a folder", run.MessageLines[1]);
    }

    [Fact]
    public void Validate_EstimateWithoutData_SaysSoAndGoesOnWithTheOthers()
    {
        string without = _folder.Write("without.yaml", TinyExperiment.Single.Replace(
            "{name: digits, train: 200, test: 100}", "{name: csv, train: no.csv}", StringComparison.Ordinal));
        string with = _folder.Write("single.yaml", TinyExperiment.Single);

        CommandRun run = CommandRun.Of("validate", without, with, "--estimate", "--data", _folder.Root, "--format", "json");

        Assert.Equal(ExitCode.WrongEnvironment, run.ExitCode);
        Assert.Contains("no.csv", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.Equal([true, true], run.Json().EnumerateArray().Select(f => f.GetProperty("is_valid").GetBoolean()));
        Assert.Equal([true, false], run.Json().EnumerateArray().Select(
            f => f.GetProperty("estimated_seconds").ValueKind == System.Text.Json.JsonValueKind.Null));
    }

    [Fact]
    public void Validate_Estimate_SaysHowLongAndWithWhatAssumptions()
    {
        CommandRun run = CommandRun.Of(
            "validate", _folder.Write("tiny.yaml", TinyExperiment.Grid), "--estimate", "--set", "parallel=1");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches("^  about .+ in all: .+ for the smallest trial, .+ for the largest$", run.OutputLines[^4]);
        Assert.Equal(
            [
                "  assuming one trial at once",
                "  assuming every trial trains all its epochs",
                "  assuming the time of an image grows evenly with its multiplications from the smallest to the largest network",
            ],
            run.OutputLines[^3..]);
    }

    public void Dispose() => _folder.Dispose();
}
