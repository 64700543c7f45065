using System.Text;
using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

public sealed class OutputLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "01234\n[… 1 bytes are left out here …]\n6789a")]
    [InlineData("0123456789abcdefghijklm", "01234\n[… 13 bytes are left out here …]\nijklm")]
    [InlineData("0123456789abcdefghijk", "01234\n[… 11 bytes are left out here …]\nghijk")]
    public void Write_InPiecesOfAnySize_KeepsHeadAndTail(string text, string kept)
    {
        for (int size = 1; size <= 23; size++)
        {
            string path = _folder.File("output.log");
            using (var log = new OutputLog(path, 10))
            {
                foreach (char[] piece in text.Chunk(size))
                    log.Write(Encoding.ASCII.GetBytes(piece));
            }

            Assert.Equal(kept, File.ReadAllText(path));
        }

        Assert.Equal(["output.log"], _folder.Files());
    }

    [Fact]
    public void Write_ManyPieces_KeepsNoMoreThanTheLimit()
    {
        string path = _folder.File("output.log");
        using (var log = new OutputLog(path, 1000))
        {
            for (int i = 0; i < 10_000; i++)
                log.Write(Encoding.ASCII.GetBytes($"{i:D6}\n"));
            Assert.Equal(1000, new FileInfo(path).Length);
        }

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(("000000", "009999"), (lines[0], lines[^1]));
        Assert.Contains("[… 69,000 bytes are left out here …]", lines);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("one\ntwo\n", "two")]
    [InlineData("Traceback:\n  File\n\u001b[31mValueError: lr\u001b[0m\r\n\n  \n", "ValueError: lr")]
    [InlineData("10%\r20%\r", "20%")]
    public void LastLine_OfOutput_IsPlain(string text, string? line)
    {
        var tail = new OutputTail(100);
        tail.Write(Encoding.UTF8.GetBytes(text));

        Assert.Equal(line, tail.LastLine());
    }

    [Fact]
    public void Tail_InPiecesOfAnySize_IsTheEnd()
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i} "));
        for (int size = 1; size < 400; size += 7)
        {
            var tail = new OutputTail(100);
            foreach (char[] piece in text.Chunk(size))
                tail.Write(Encoding.ASCII.GetBytes(piece));

            Assert.Equal(text[^100..], Encoding.ASCII.GetString(tail.Bytes));
        }
    }
}
