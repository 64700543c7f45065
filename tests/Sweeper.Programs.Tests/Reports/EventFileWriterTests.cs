using Sweeper.Programs.Reports.FileForms;

namespace Sweeper.Programs.Tests.Reports;

public sealed class EventFileWriterTests
{
    [Fact]
    public void Write_Scalars_AreReadBackByTheReaderOfSuchFiles()
    {
        using var stream = new MemoryStream();
        var writer = new EventFileWriter(stream);
        writer.WriteVersion(1_700_000_000.5);
        writer.Write(1_700_000_001, 1, [new("train_loss", 0.5), new("validation_accuracy", double.NaN)]);
        writer.Write(1_700_000_002, 2, [new("train_loss", double.PositiveInfinity)]);

        Assert.Equal(["train_loss 0.5 1", "validation_accuracy NaN 1", "train_loss Infinity 2"], Read(stream.ToArray()));
    }

    private static string[] Read(byte[] bytes)
    {
        var found = new List<string>();
        long read = new EventFile(new FoundFile("logs/events.out.tfevents.1", IsNamed: false, "")).Read(
            bytes, 0, isEnd: true, (name, value, step) => found.Add(FormattableString.Invariant($"{name} {value} {step}")));
        Assert.Equal(bytes.Length, read);
        return [.. found];
    }

    [Fact]
    public void Write_Record_IsAsTensorFlowWritesIt()
    {
        using var stream = new MemoryStream();
        new EventFileWriter(stream).WriteVersion(0);

        byte[] bytes = stream.ToArray();
        Assert.Equal([24, 0, 0, 0, 0, 0, 0, 0], bytes[..8]);
        Assert.Equal("brain.Event:2", System.Text.Encoding.ASCII.GetString(bytes[23..36]));
        Assert.Equal(40, bytes.Length);
    }
}
