using System.Text;
using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

public sealed class OutputReaderTests
{
    private readonly List<ReportedMetric> _found = [];
    private readonly List<string> _messages = [];

    [Fact]
    public void Append_LineThatIsTooLong_DropsItWithOneMessage()
    {
        var reader = new OutputReader(null, _found.Add, _messages.Add);
        byte[] piece = Encoding.ASCII.GetBytes(new string('x', 1 << 18));

        for (int i = 0; i < 10; i++)
            reader.Append(piece);
        reader.Append("loss: 0.1\nloss: 0.2\n"u8);
        for (int i = 0; i < 10; i++)
            reader.Append(piece);
        reader.Append("\nloss: 0.3\n"u8);
        reader.End();

        Assert.Equal([0.2, 0.3], _found.Select(m => m.Value));
        Assert.Equal("a line of output is longer than 1 MiB; no metrics are read from it", Assert.Single(_messages));
    }

    [Fact]
    public void Append_MoreNamesThanATrialMayHave_DropsThemWithOneMessage()
    {
        var reader = new OutputReader(null, _found.Add, _messages.Add);

        for (int i = 0; i < 600; i++)
            reader.Append(Encoding.ASCII.GetBytes($"{{\"step\": 1, \"loss_{i}x\": 0.5}}\n"));
        reader.Append("{\"step\": 2, \"loss_0x\": 0.25}\n"u8);

        Assert.Equal(501, _found.Count);
        Assert.Equal(new ReportedMetric("loss_0x", 0.25, 2), _found[^1]);
        Assert.Equal("more than 500 metrics; values of further names are dropped", Assert.Single(_messages));
    }

    [Fact]
    public void Append_BarThatIsDrawnAgainAndAgain_ReportsItsLastStateAtTheLineFeed()
    {
        var reader = new OutputReader(null, _found.Add);

        reader.Append("\rEpoch 1/2:  50%|██▌  | 1/2 [00:01<00:01,  1.0it/s, loss=0.9]"u8);
        reader.Append("\rEpoch 1/2: 100%|█████| 2/2 [00:02<00:00,  1.0it/s, loss=0.5]"u8);
        Assert.Empty(_found);
        reader.Append("\n"u8);

        Assert.Equal([new ReportedMetric("loss", 0.5, 1)], _found);
    }

    [Fact]
    public void Append_BarThatCountsEpochs_ReportsEachOfThem()
    {
        var reader = new OutputReader(null, _found.Add);

        reader.Append("\rEpochs:  33%|██| 1/3 [00:01<00:02,  1.0s/it, loss=0.9]"u8);
        reader.Append("\rEpochs:  67%|██| 2/3 [00:02<00:01,  1.0s/it, loss=0.8]\r"u8);

        Assert.Equal([new ReportedMetric("loss", 0.9, 1), new ReportedMetric("loss", 0.8, 2)], _found);
    }

    [Fact]
    public void End_LineWithoutLineFeed_IsRead()
    {
        var reader = new OutputReader(null, _found.Add);

        reader.Append("acc: 0.93"u8);
        Assert.Empty(_found);
        reader.End();

        Assert.Equal([new ReportedMetric("acc", 0.93, null)], _found);
    }

    [Fact]
    public void End_LineThatMayBeBrokenOff_IsNotRead()
    {
        var reader = new OutputReader(null, _found.Add);

        reader.Append("epoch 1 acc: 0.9\nepoch 2 acc: 0.9"u8);
        reader.End(isCut: true);

        Assert.Equal([new ReportedMetric("acc", 0.9, 1)], _found);
    }

    [Fact]
    public void Append_RandomBytes_StopNothing()
    {
        var reader = new OutputReader(null, _found.Add);
        var random = new Random(1);
        byte[] noise = new byte[1 << 16];
        random.NextBytes(noise);

        reader.Append(noise);
        foreach (string piece in "{ } [ ( ' \" | : = % 1e nan - epoch \\u12 / \n".Split(' '))
        {
            for (int i = 0; i < 50; i++)
                reader.Append(Encoding.ASCII.GetBytes(
                    string.Concat(Enumerable.Repeat(piece, random.Next(40))) + (i % 5 == 0 ? "\n" : "")));
        }

        reader.Append("\nepoch 3 loss: 0.5\n"u8);

        Assert.Equal(new ReportedMetric("loss", 0.5, 3), _found[^1]);
    }

    [Fact]
    public void Append_DeeplyNestedObject_IsPassedOver()
    {
        var reader = new OutputReader(null, _found.Add);

        reader.Append(Encoding.ASCII.GetBytes("{\"a\": " + new string('[', 100_000) + "}\nloss: 0.5\n"));

        Assert.Equal([new ReportedMetric("loss", 0.5, null)], _found);
    }
}
