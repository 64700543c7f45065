using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

/// <summary>Real outputs of some thirty tools, as they were printed and as they arrive through a pipe.</summary>
public sealed class OutputCorpusTests
{
    private static readonly byte[] Colour = "\u001b[32m"u8.ToArray();

    public static TheoryData<string> Outputs => [.. ExpectedMetrics.In("console")];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Append_OutputOfATool_ReadsItsMetrics(string name) =>
        Assert.Empty(ExpectedMetrics.Of(name).Compare(Read(Bytes(name), int.MaxValue, new Random(0))));

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Append_InPiecesOfRandomSize_ReadsTheSame(string name)
    {
        byte[] output = Bytes(name);
        List<ReportedMetric> whole = Read(output, int.MaxValue, new Random(0));

        for (int seed = 1; seed <= 3; seed++)
            Assert.Equal(whole, Read(output, seed * seed * 7, new Random(seed)));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Append_CutAnywhere_ReadsNothingElse(string name)
    {
        byte[] output = Bytes(name);
        ExpectedMetrics expected = ExpectedMetrics.Of(name);
        var random = new Random(5);

        for (int i = 0; i < 20; i++)
        {
            int length = random.Next(output.Length);
            Assert.Empty(expected.Compare(Read(output[..length], 4096, random, isCut: true), isCut: true));
        }
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Append_WithColoursBackspacesReturnsAndBrokenBytes_ReadsTheSame(string name)
    {
        byte[] output = Bytes(name);
        List<ReportedMetric> plain = Read(output, int.MaxValue, new Random(0));
        using var dirty = new MemoryStream();
        var random = new Random(9);
        foreach (byte next in output)
        {
            if (next is >= (byte)'0' and <= (byte)'9' && random.Next(10) == 0)
                dirty.Write(Colour);
            if (next >= 0x20 && next < 0x80 && random.Next(20) == 0)
                dirty.Write(random.Next(2) == 0 ? "~\b"u8 : [0xff, 0]);
            if (next == '\n' && random.Next(3) == 0)
                dirty.Write("\r"u8);
            dirty.WriteByte(next);
        }

        Assert.Equal(plain, Read(dirty.ToArray(), 1000, random));
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(ExpectedMetrics.Folder, name));

    private static List<ReportedMetric> Read(byte[] output, int piece, Random random, bool isCut = false)
    {
        var found = new List<ReportedMetric>();
        var reader = new OutputReader(null, found.Add);
        for (int at = 0; at < output.Length;)
        {
            int length = Math.Min(piece == int.MaxValue ? piece : random.Next(1, piece), output.Length - at);
            reader.Append(output.AsSpan(at, length));
            at += length;
        }

        reader.End(isCut);
        return found;
    }
}
