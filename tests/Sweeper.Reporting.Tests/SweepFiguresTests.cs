using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Xml.Linq;
using AngleSharp.Dom;
using Sweeper.Reporting.Drawing;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests;

public sealed class SweepFiguresTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Write_Grid_GivesEveryChartOfTheReportAName()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, _folder);

        IDocument report = await RenderedReport.ParseAsync(reader);
        Assert.Equal(
            report.QuerySelectorAll("svg.chart > title").Select(t => t.TextContent).Order(), files.Select(f => f.Title).Order());
        Assert.Equal(
            [
                "best-so-far-time.svg", "best-so-far.svg", "confusion-matrix.svg", "heatmap-activation-architecture.svg",
                    "heatmap-activation-batch_size.svg",
                "heatmap-activation-learning_rate.svg", "heatmap-architecture-batch_size.svg",
                    "heatmap-architecture-learning_rate.svg",
                "heatmap-learning_rate-batch_size.svg", "importance.svg", "learning-curves-accuracy.svg",
                    "learning-curves-loss.svg",
                "parallel-coordinates.svg", "slices-activation.svg", "slices-architecture.svg", "slices-batch_size.svg",
                "slices-learning_rate.svg", "speed.svg", "timeline.svg",
            ],
            files.Select(f => Path.GetFileName(f.Path)).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(f.Bytes, new FileInfo(f.Path).Length));
    }

    [Fact]
    public async Task Write_TrialMeasuredOnDisturbedImages_HasThatChartToo()
    {
        FakeSweepReader grid = SampleSweep.Grid();
        Robustness measured = new()
        {
            Subset = "test",
            Count = 100,
            Accuracy = 0.9,
            Curves = [new RobustnessCurve { Disturbance = "shift_right", Unit = "pixels", Points = [new(0, 0.9), new(2, 0.6)] }],
        };
        var reader = new FakeSweepReader
        {
            Sweep = grid.Sweep,
            Trials = grid.Trials,
            Attachments = new() { [Robustness.AttachmentName] = measured.ToAttachment().Content.ToArray() },
        };

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, _folder);

        IDocument report = await RenderedReport.ParseAsync(reader);
        Assert.Equal(
            report.QuerySelectorAll("svg.chart > title").Select(t => t.TextContent).Order(), files.Select(f => f.Title).Order());
        Assert.Equal("Accuracy by shift right",
            Assert.Single(files, f => Path.GetFileName(f.Path) == "robustness-shift-right.svg").Title);
    }

    [Fact]
    public async Task Write_Grid_MakesFilesThatNeedNothingElse()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        foreach (FigureFile file in new SweepFigures(reader).Write(reader.Sweep, _folder))
        {
            XElement chart = XDocument.Load(file.Path).Root!;
            string text = await File.ReadAllTextAsync(file.Path);

            Assert.Equal(Svg + "svg", chart.Name);
            Assert.Equal(["title", "desc", "style", "rect"], chart.Elements().Take(4).Select(e => e.Name.LocalName));
            Assert.Equal(file.Title, chart.Element(Svg + "title")!.Value);
            Assert.Equal("#ffffff", chart.Element(Svg + "rect")!.Attribute("fill")!.Value);
            string[] box = chart.Attribute("viewBox")!.Value.Split(' ');
            Assert.Equal(box.Skip(2), new[] { chart.Attribute("width")!.Value, chart.Attribute("height")!.Value });
            Assert.Contains("sans-serif", chart.Element(Svg + "style")!.Value, StringComparison.Ordinal);
            Assert.All(
                new[] { "var(", "@media", "@import", "url(", "data-", "<script", "href" }, s =>
                    Assert.DoesNotContain(s, text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public async Task Write_HostileTextInEveryField_StaysInTheFolderAndAddsNoElement(string text)
    {
        FakeSweepReader reader = HostileTextTests.Sweep(text), harmless = HostileTextTests.Sweep("word");

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, Path.Combine(_folder, "hostile"));
        ImmutableArray<FigureFile> others = new SweepFigures(harmless).Write(harmless.Sweep, Path.Combine(_folder, "harmless"));

        Assert.Equal(["hostile", "harmless"],
            new[] { files, others }.Select(f => Path.GetFileName(Path.GetDirectoryName(f[0].Path)!)));
        Assert.Equal(files.Length, Directory.GetFiles(Path.Combine(_folder, "hostile")).Length);
        Assert.All(files, f => Assert.Matches("^[A-Za-z0-9_-]+\\.svg$", Path.GetFileName(f.Path)));
        Assert.Equal(others.Select(Shape), files.Select(Shape));

        static string Shape(FigureFile file) =>
            string.Join(' ', XDocument.Load(file.Path).Descendants().Select(e => e.Name.LocalName));
    }

    [Fact]
    public async Task Write_Twice_GivesTheSameBytes()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> first = new SweepFigures(reader).Write(reader.Sweep, Path.Combine(_folder, "a"));
        ImmutableArray<FigureFile> second = new SweepFigures(reader).Write(reader.Sweep, Path.Combine(_folder, "b"));

        Assert.All(first.Zip(second), pair => Assert.Equal(File.ReadAllBytes(pair.First.Path),
            File.ReadAllBytes(pair.Second.Path)));
    }

    [Fact]
    public async Task Write_FolderWithFiles_ReplacesChartsAndLeavesTheRest()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "paper.tex"), "kept");
        await File.WriteAllTextAsync(Path.Combine(_folder, "timeline.svg"), "old");

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, _folder);

        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(_folder, "paper.tex")));
        Assert.Equal("Trials over time",
            XDocument.Load(Path.Combine(_folder, "timeline.svg")).Root!.Element(Svg + "title")!.Value);
        Assert.Equal(files.Length + 1, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public async Task Write_DiskFullAtTheLastFile_LeavesWhatWasThere()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "timeline.svg"), "old");
        var fault = new PlannedFault(FileStep.Write, number: 19, isLasting: false);

        var error = Assert.Throws<SweeperException>(
            () => fault.During(() => new SweepFigures(reader).Write(reader.Sweep, _folder)));

        Assert.Equal(FailureKind.Environment, error.Kind);
        Assert.StartsWith($"The figures cannot be written to '{Path.Combine(_folder, "speed.svg")}': No space left",
            error.Message, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(Assert.Single(Directory.GetFileSystemEntries(_folder))));
    }

    [Fact]
    public async Task Write_NoTrialHasRun_WritesWhatThereIs()
    {
        FakeSweepReader grid = SampleSweep.Grid();
        var reader = new FakeSweepReader { Sweep = grid.Sweep };

        Assert.DoesNotContain(
            new SweepFigures(reader).Write(reader.Sweep, _folder),
            f => f.Title is "Trials over time" or "Loss by epoch" or "Confusion matrix");
    }

    [Fact]
    public async Task Write_SavedNetwork_ShowsItsFirstLayer()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> files = new SweepFigures(reader, new OnePixelClassifiers()).Write(reader.Sweep, _folder);

        string path = Assert.Single(files, f => f.Title == "Weights of the first layer").Path;
        Assert.Equal("first-layer-weights.svg", Path.GetFileName(path));
        Assert.Equal(["dark", "light"], XDocument.Load(path).Root!.Elements(Svg + "text").Select(t => t.Value));
    }

    [Theory]
    [InlineData(PictureKind.Png, "89504E47")]
    [InlineData(PictureKind.Pdf, "25504446")]
    public async Task Write_PngOrPdf_GivesAllChartsAsSuchAndTheSameBytesTwice(PictureKind kind, string beginning)
    {
        FakeSweepReader reader = SampleSweep.Grid();
        var paper = new PlotPaper { Kind = kind, Scale = 1 };

        ImmutableArray<FigureFile> first = new SweepFigures(reader).Write(reader.Sweep, Path.Combine(_folder, "a"), paper);
        ImmutableArray<FigureFile> second = new SweepFigures(reader).Write(reader.Sweep, Path.Combine(_folder, "b"), paper);

        Assert.Equal(19, first.Length);
        Assert.All(first, f => Assert.EndsWith(paper.Ending, f.Path, StringComparison.Ordinal));
        foreach ((FigureFile one, FigureFile other) in first.Zip(second))
        {
            byte[] content = await File.ReadAllBytesAsync(one.Path);
            Assert.Equal(beginning, Convert.ToHexString(content.AsSpan(0, 4)));
            Assert.Equal(content, await File.ReadAllBytesAsync(other.Path));
        }
    }

    [Fact]
    public Task Write_WidthAndScale_AreThoseOfEveryPicture() => WriteAsync(width: 320, scale: 1.5);

    [LongFact]
    public Task Write_LargerWidthAndScale_AreThoseOfEveryPicture() => WriteAsync(width: 640, scale: 2.5);

    private async Task WriteAsync(double width, double scale)
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> vectors = new SweepFigures(reader).Write(reader.Sweep, _folder,
            new PlotPaper { Width = width });
        ImmutableArray<FigureFile> pixels = new SweepFigures(reader).Write(reader.Sweep, _folder,
            new PlotPaper { Kind = PictureKind.Png, Width = width, Scale = scale });

        Assert.All(vectors, f => Assert.Equal($"{width}", XDocument.Load(f.Path).Root!.Attribute("width")!.Value));
        foreach (FigureFile file in pixels)
            Assert.Equal((int)(width * scale),
                BinaryPrimitives.ReadInt32BigEndian((await File.ReadAllBytesAsync(file.Path)).AsSpan(16)));
    }

    [Fact]
    public void Write_Only_WritesThoseAndRefusesUnknownOnes()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, _folder,
            only: ["timeline", "learning-*"]);
        var error = Assert.Throws<SweeperException>(() => { new SweepFigures(reader).Write(reader.Sweep, _folder,
            only: ["timelin"]); });

        Assert.Equal(["learning-curves-accuracy.svg", "learning-curves-loss.svg", "timeline.svg"],
            files.Select(f => Path.GetFileName(f.Path)).Order(StringComparer.Ordinal));
        Assert.Contains("--only is 'timelin', but the charts of this sweep are learning-curves-", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Font_IsThatOfTheFileOrRefused()
    {
        FakeSweepReader reader = SampleSweep.Grid();

        ImmutableArray<FigureFile> files = new SweepFigures(reader).Write(reader.Sweep, _folder,
            new PlotPaper { Font = "Fira Sans" }, ["timeline"]);
        var error = Assert.Throws<SweeperException>(() => { new SweepFigures(reader).Write(reader.Sweep, _folder,
            new PlotPaper { Kind = PictureKind.Pdf, Font = "No Such Font" }); });

        Assert.Contains("font: 12.5px \"Fira Sans\", sans-serif;",
            XDocument.Load(files[0].Path).Root!.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        Assert.StartsWith("--font is 'No Such Font', which is not installed here; it must be one of ", error.Message,
            StringComparison.Ordinal);
    }

    private sealed class OnePixelClassifiers : IClassifierSource
    {
        public long? CountWeights(SweepRecord sweep, int trialNumber) => null;

        public LayeredClassifier? Find(SweepRecord sweep, int trialNumber) => new()
        {
            Width = 1,
            Height = 1,
            InputScale = 1,
            Classes = ["dark", "light"],
            Output = "softmax",
            Layers = [new DenseClassifierLayer { Weights = [1, -2], Biases = [0, 0], Activation = "identity" }],
        };
    }
}
