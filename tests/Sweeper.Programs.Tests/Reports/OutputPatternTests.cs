using System.Text;
using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

public sealed class OutputPatternTests
{
    [Fact]
    public void Append_OwnPattern_ReadsItsGroupsAndNothingElse()
    {
        Assert.Equal(
            [new ReportedMetric("acc", 0.5, 10), new ReportedMetric("acc", 0.881, 20)],
            Read(@"step (?<step>\d+).*acc (?<acc>[\d.]+%?)", "epoch 1 loss: 0.3\nstep 10: acc 0.5\nstep 20, acc 88.1%\n"));
    }

    [Fact]
    public void Append_PatternWithoutStep_ReportsEveryMatchOfALine() =>
        Assert.Equal(
            [new ReportedMetric("x", 1, null), new ReportedMetric("y", 2, null), new ReportedMetric("x", 3, null),
                new ReportedMetric("y", 4, null)],
            Read(@"<(?<x>\S+) (?<y>\S+)>", "<1 2> <3 4> <a b>\n"));

    [Fact]
    public void Append_PatternThatBacktracksForEver_StopsNothing() =>
        Assert.Equal(
            [new ReportedMetric("loss", 0.5, null)],
            Read(@"(?=(a+)+b)x|loss (?<loss>\S+)(?!\d)", new string('a', 3000) + "\nloss 0.5\n"));

    [Theory]
    [InlineData("step (?<step", "the pattern does not compile: ")]
    [InlineData(@"loss ([\d.]+)", @"the pattern has no named group; a metric is one, such as (?<loss>[\d.]+)")]
    [InlineData(@"epoch (?<epoch>\d+)", "the pattern names the step ('epoch') but no metric, ")]
    public void Parse_PatternThatReadsNothing_SaysWhy(string text, string message)
    {
        FormatException e = Assert.Throws<FormatException>(() => OutputPattern.Parse(text));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static List<ReportedMetric> Read(string pattern, string output)
    {
        var found = new List<ReportedMetric>();
        var reader = new OutputReader(OutputPattern.Parse(pattern), found.Add);
        reader.Append(Encoding.UTF8.GetBytes(output));
        reader.End();
        return found;
    }
}
