namespace Sweeper.Cli.Tests.Commands;

/// <summary>Files in the format and of the size of CIFAR-10, of whose images only some have anything on them.</summary>
public sealed class CifarTests : IDisposable
{
    private const int Record = 1 + (3 * 32 * 32);

    private const string Experiment =
        """
        name: pictures
        dataset: {name: cifar-10, validation: 100, train_limit: 300}
        parameters: {architecture: "8", learning_rate: 0.1, batch_size: 50, epochs: 2, augmentation: [none, {shift: 2, flip: 0.5}]}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_FilesOfItsFormat_TrainsOnColourAndNamesTheKindsOfPictures()
    {
        for (int batch = 1; batch <= 5; batch++)
            Write($"data_batch_{batch}.bin");
        Write("test_batch.bin");

        CommandRun run = CommandRun.Of("run", _folder.Write("pictures.yaml", Experiment), "--data", _folder.Root, "--results", _folder.Results);

        Assert.Equal((ExitCode.Done, "pictures: 2 trials"), (run.ExitCode, run.MessageLines[0][..18]));
        CommandRun evaluated = CommandRun.Of(
            "evaluate", "pictures/2", "--shift-right", "4", "--rotate", "10", "--data", _folder.Root, "--results", _folder.Results);
        Assert.StartsWith("pictures/2 on the 10,000 test images of cifar-10", evaluated.Output, StringComparison.Ordinal);
        Assert.Contains("automobile", evaluated.Output, StringComparison.Ordinal);
        Assert.Contains("cifar-10: 50,000 train, 10,000 test images of 32×32 pixels in 3 channels", CommandRun.Of("show", "pictures", "--results", _folder.Results).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // The first hundred images of a file have their class in bright rows of one channel; what is not written is 0.
    private void Write(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Root, "cifar-10", "cifar-10-batches-bin")).FullName;
        using FileStream file = File.Create(Path.Combine(folder, name));
        file.SetLength(10_000L * Record);
        for (int i = 0; i < 100; i++)
        {
            byte[] record = new byte[Record];
            record[0] = (byte)(i % 10);
            record.AsSpan(1 + (i % 3 * 1024) + (i % 10 * 96), 96).Fill(200);
            file.Write(record);
        }
    }
}
