using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

/// <summary>Real files that training tools wrote, as they are and as they grow.</summary>
public sealed class FileCorpusTests
{
    private static readonly string[] Folders = ["csv", "catboost_info", "huggingface", "tensorboard", "wandb-run"];

    public static TheoryData<string> Files => [.. Folders.SelectMany(ExpectedMetrics.In), "mlflow"];

    [Theory]
    [MemberData(nameof(Files))]
    public void End_FileOfATool_ReadsItsMetrics(string name)
    {
        using var folder = new TemporaryFolder();
        var found = new List<ReportedMetric>();
        var files = new ReportFiles(folder.Root, folder.Root, [], found.Add);

        foreach ((string file, byte[] content) in Contents(name))
            folder.Write(file, content);
        files.End();

        Assert.Empty(ExpectedMetrics.Of(name).Compare(found));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Poll_WhileAFileGrows_ReadsTheSameOnce(string name)
    {
        using var folder = new TemporaryFolder();
        var found = new List<ReportedMetric>();
        var files = new ReportFiles(folder.Root, folder.Root, [], found.Add);
        var random = new Random(3);

        foreach ((string file, byte[] content) in Contents(name))
        {
            for (int at = 0; at < content.Length;)
            {
                int length = random.Next(1, 1 + (content.Length / 5));
                length = Math.Min(length, content.Length - at);
                folder.Write(file, content[..(at + length)]);
                at += length;
                for (int polls = random.Next(3); polls > 0; polls--)
                    files.Poll();
            }
        }

        files.End();
        Assert.Empty(ExpectedMetrics.Of(name).Compare(found));
        Assert.Equal(Alone(name).Order(), found.Select(m => m.ToString()).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void End_FileCutAnywhere_ReadsNothingElse(string name)
    {
        ExpectedMetrics expected = ExpectedMetrics.Of(name);
        var random = new Random(4);
        for (int i = 0; i < 5; i++)
        {
            using var folder = new TemporaryFolder();
            var found = new List<ReportedMetric>();
            var files = new ReportFiles(folder.Root, folder.Root, [], found.Add);
            foreach ((string file, byte[] content) in Contents(name))
                folder.Write(file, content[..random.Next(content.Length)]);

            files.Poll();
            files.End(isCut: true);

            Assert.Empty(expected.Compare(found, isCut: true));
        }
    }

    private static IEnumerable<string> Alone(string name)
    {
        using var folder = new TemporaryFolder();
        var found = new List<ReportedMetric>();
        foreach ((string file, byte[] content) in Contents(name))
            folder.Write(file, content);
        new ReportFiles(folder.Root, folder.Root, [], found.Add).End();
        return [.. found.Select(m => m.ToString())];
    }

    private static IEnumerable<(string Name, byte[] Content)> Contents(string name)
    {
        string path = Path.Combine(ExpectedMetrics.Folder, name);
        return File.Exists(path)
            ? [(Path.GetFileName(path), File.ReadAllBytes(path))]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(f => (Path.GetRelativePath(path, f), File.ReadAllBytes(f)));
    }
}
