using System.Text;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Models;

[Collection(SharedTinySweep.Name)]
public sealed class ModelsCommandTests(TinySweep sweep) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("tiny/4", "model.onnx", "softmax")]
    [InlineData("tiny", "weights.npz", "PK")]
    [InlineData("tiny/4", "x.safetensors", "__metadata__")]
    public void Export_EachFormat_WritesTheFileAndSaysWhere(string trial, string name, string content)
    {
        string path = Path.Combine(_folder.Root, name);

        CommandRun run = Export(trial, path);

        Assert.Equal((ExitCode.Done, path), (run.ExitCode, run.OutputLines[0]));
        Assert.Contains(content, Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Export_WrongPlaces_AreRefusedInALine()
    {
        string model = Directory.GetFiles(sweep.Results, "*.safetensors", SearchOption.AllDirectories)[0];

        Assert.Equal(
            "error: --to is 'model.h5', which ends with .h5; a model is written to a file that ends with one of .npz, .onnx, "
            + ".safetensors",
            Export("tiny/4", "model.h5").MessageLines[0]);
        Assert.Contains(
            "would replace a file of the results themselves", Export("tiny/4", model).MessageLines[0], StringComparison.Ordinal);
        Assert.Contains(
            "choose another file with --to",
            Export("tiny/4", Path.Combine(_folder.Root, "none", "model.onnx")).MessageLines[0],
            StringComparison.Ordinal);
        Assert.Contains(
            "--to",
            CommandRun.Of("models", "export", "tiny/4", "--results", sweep.Results).MessageLines[0],
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Export(string trial, string path) =>
        CommandRun.Of("models", "export", trial, "--to", path, "--results", sweep.Results);
}
