using System.Text.Json;
using System.Xml.Linq;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class FiguresCommandTests(TinySweep sweep)
{
    [Fact]
    public void Figures_Output_WritesThereAndListsTheFiles()
    {
        string folder = Path.Combine(sweep.Root, "paper");

        CommandRun run = CommandRun.Of("figures", "tiny", "--output", folder, "--results", sweep.Results, "--format", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        string[] listed = [.. run.Json().EnumerateArray().Select(f => f.GetProperty("file").GetString()!)];
        Assert.Equal(Directory.GetFiles(folder).Order(), listed.Order());
        Assert.Contains(Path.Combine(folder, "learning-curves-loss.svg"), listed);
        Assert.Contains(Path.Combine(folder, "confusion-matrix.svg"), listed);
        Assert.Contains(Path.Combine(folder, "first-layer-weights.svg"), listed);
        Assert.All(run.Json().EnumerateArray(), IsListedAsItIs);

        static void IsListedAsItIs(JsonElement file)
        {
            string path = file.GetProperty("file").GetString()!;
            Assert.Equal(file.GetProperty("title").GetString(), XDocument.Load(path).Root!.Elements().First().Value);
            Assert.Equal(file.GetProperty("bytes").GetInt64(), new FileInfo(path).Length);
        }
    }

    [Fact]
    public void Figures_NoOutput_WritesThemIntoTheSweepsFolder()
    {
        CommandRun run = CommandRun.Of("figures", "tiny", "--results", sweep.Results, "--format", "csv");

        Assert.Equal("file,title,bytes", run.OutputLines[0]);
        Assert.True(File.Exists(Path.Combine(sweep.Results, "tiny", "figures", "timeline.svg")), run.Output);
    }

    [Fact]
    public void Figures_OutputIsAFile_SaysSo()
    {
        string path = Path.Combine(sweep.Root, "taken");
        File.WriteAllText(path, "");

        CommandRun run = CommandRun.Of("figures", "tiny", "--output", path, "--results", sweep.Results);

        Assert.Equal((ExitCode.WrongEnvironment, ""), (run.ExitCode, run.Output));
        Assert.Contains(path, Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.EndsWith("Choose another place with --output.", run.MessageLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("pdf")]
    public void Figures_PicturesWidthAndOnly_AreOfThatKindAndThoseCharts(string kind)
    {
        string folder = Path.Combine(sweep.Root, kind);

        CommandRun run = CommandRun.Of(
            "figures", "tiny", "--pictures", kind, "--width", "400", "--scale", "1.5", "--only", "timeline", "learning-*",
            "--output", folder, "--results", sweep.Results);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        string[] names = [.. Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.All(names, n => Assert.EndsWith("." + kind, n, StringComparison.Ordinal));
        Assert.Equal(["learning-curves-accuracy", "learning-curves-loss", "timeline"],
            names.Select(n => Path.GetFileNameWithoutExtension(n)));
    }

    [Fact]
    public void Figures_OnlyAChartThatIsNotThere_NamesThoseThatAre()
    {
        CommandRun run = CommandRun.Of("figures", "tiny", "--only", "nothing", "--results", sweep.Results);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: --only is 'nothing', but the charts of this sweep are learning-curves-",
            Assert.Single(run.MessageLines), StringComparison.Ordinal);
    }
}
