using System.Buffers.Binary;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>Files in the format of Fashion-MNIST, with fewer images.</summary>
public sealed class FashionMnistTests : IDisposable
{
    private const string Experiment =
        """
        name: clothes
        dataset: {name: fashion-mnist, validation: 0.2}
        parameters: {architecture: "8", learning_rate: [0.05, 0.1], batch_size: 10, epochs: 3}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_FilesOfItsFormat_TrainsOnThemAndNamesTheKindsOfClothing()
    {
        Write("train", 100);
        Write("t10k", 50);

        CommandRun run = CommandRun.Of(
            "run", _folder.Write("clothes.yaml", Experiment), "--data", _folder.Root, "--results", _folder.Results);

        Assert.Equal((ExitCode.Done, "clothes: 2 trials"), (run.ExitCode, run.MessageLines[0][..17]));
        CommandRun evaluated = CommandRun.Of("evaluate", "clothes/2", "--data", _folder.Root, "--results", _folder.Results);
        Assert.StartsWith("clothes/2 on the 50 test images of fashion-mnist", evaluated.Output, StringComparison.Ordinal);
        Assert.Contains("Ankle boot", evaluated.Output, StringComparison.Ordinal);
        Assert.Contains(
            ">T-shirt/top<",
            File.ReadAllText(Path.Combine(_folder.Results, "clothes", "report.html")),
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // Each class has its own rows of ink.
    private void Write(string part, int count)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Root, "fashion-mnist")).FullName;
        byte[] images = new byte[16 + (count * 28 * 28)], labels = new byte[8 + count];
        new[] { 0x0803, count, 28, 28 }.Select((n, i) => (n, i)).ToList()
            .ForEach(d => BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4 * d.i), d.n));
        BinaryPrimitives.WriteInt32BigEndian(labels, 0x0801);
        BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(4), count);
        for (int i = 0; i < count; i++)
        {
            labels[8 + i] = (byte)(i % 10);
            images.AsSpan(16 + (i * 28 * 28) + (i % 10 * 56), 56).Fill(200);
        }

        File.WriteAllBytes(Path.Combine(folder, $"{part}-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), labels);
    }
}
