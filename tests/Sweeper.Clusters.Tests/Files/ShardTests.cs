using System.Text;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Tests.Files;

public sealed class ShardTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly ClusterFolder _folder;

    public ShardTests()
    {
        _folder = ClusterFolder.Of(_temporary.Root);
        _folder.Create();
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Claim_ByTwo_IsOfTheFirst()
    {
        using ShardWriter? first = Claim(), second = Claim();

        Assert.NotNull(first);
        Assert.Null(second);
    }

    [Fact]
    public void Read_WhileItGrows_GivesEachLineOnceAndNoHalfOne()
    {
        using ShardWriter shard = Claim()!;
        var lines = new GrowingLines<ShardRecord>(_folder.Shard(1, 1));
        Assert.Empty(lines.Read());
        shard.Write(n => new ShardRecord { Sequence = n, Note = "one" }, mustSync: false);
        shard.Write(n => new ShardRecord { Sequence = n, Note = "two" }, mustSync: true);

        Assert.Equal([(1L, "one"), (2L, "two")], lines.Read().Select(r => (r.Sequence, r.Note!)));
        Append("{\"Sequence\":3,\"No");
        Assert.Empty(lines.Read());
        Append("te\":\"three\"}\n");
        Assert.Equal("three", Assert.Single(lines.Read()).Note);
        Assert.Empty(lines.Read());
    }

    [Fact]
    public void Read_MetricsAsEarlierVersionsWroteThem_AreTheSame()
    {
        using ShardWriter shard = Claim()!;
        Append(
            """
            {"Sequence":1,"Epoch":{"Number":1,"Seconds":2,"Metrics":[{"Metric":"a","Value":0.1},{"Metric":"b","Value":"NaN"}]}}
            {"Sequence":2,"Epoch":{"Number":2,"Seconds":2,"Metrics":{"a":0.1,"b":"NaN"}}}

            """);

        ShardRecord[] read = [.. new GrowingLines<ShardRecord>(_folder.Shard(1, 1)).Read()];

        Assert.All(read, r => Assert.Equal([("a", 0.1), ("b", double.NaN)], r.Epoch!.Metrics.Select(m => (m.Metric, m.Value))));
        Assert.Equal([1, 2], read.Select(r => r.Epoch!.Number));
    }

    [Fact]
    public void Read_LineThatIsNoRecord_IsToldAndNothingAfterItIsRead()
    {
        using ShardWriter shard = Claim()!;
        shard.Write(n => new ShardRecord { Sequence = n, Note = "one" }, mustSync: true);
        Append("\0\0\0\n{\"Sequence\":2}\n");
        var lines = new GrowingLines<ShardRecord>(_folder.Shard(1, 1));

        Assert.Single(lines.Read());
        Assert.Empty(lines.Read());
        Assert.Contains("is damaged at byte", lines.Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(5e-324)]
    [InlineData(1.7976931348623157e308)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.30000000000000004)]
    public void Epoch_WrittenAndRead_HasTheSameBits(double value)
    {
        using (ShardWriter shard = Claim()!)
        {
            shard.Write(
                n => new ShardRecord { Sequence = n,
                    Epoch = new ShardEpoch { Number = 0, Seconds = 0, Metrics = [new("m", value)] } }, mustSync: true);
        }

        ShardEpoch read = Assert.Single(new GrowingLines<ShardRecord>(_folder.Shard(1, 1)).Read()).Epoch!;

        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read.Metrics[0].Value));
    }

    [Fact]
    public void Epochs_OfManyMetrics_AreReadWithTheirNamesInTheirOrder()
    {
        MetricValue[][] epochs = [.. Enumerable.Range(0, 3).Select(
            epoch => Enumerable.Range(0, 50 * (epoch + 1))
                .Select(i => new MetricValue($"metric \"{i}\" ä", i + epoch)).ToArray())];
        using (ShardWriter shard = Claim()!)
        {
            foreach (MetricValue[] metrics in epochs)
            {
                shard.Write(
                    n => new ShardRecord
                    {
                        Sequence = n,
                        Epoch = new ShardEpoch { Number = 1, Seconds = 0, Metrics = [.. metrics] },
                    },
                    mustSync: false);
            }
        }

        ShardRecord[] read = [.. new GrowingLines<ShardRecord>(_folder.Shard(1, 1)).Read()];

        Assert.Equal(epochs, read.Select(r => r.Epoch!.Metrics.ToArray()));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[\"m\", 1]")]
    [InlineData("{\"m\":true}")]
    [InlineData("{\"m\":\"much\"}")]
    [InlineData("{\"m\":{}}")]
    public void Read_MetricsThatAreNone_AreDamage(string metrics)
    {
        using ShardWriter shard = Claim()!;
        Append($"{{\"Sequence\":1,\"Epoch\":{{\"Number\":1,\"Seconds\":1,\"Metrics\":{metrics}}}}}\n");
        var lines = new GrowingLines<ShardRecord>(_folder.Shard(1, 1));

        Assert.Empty(lines.Read());
        Assert.Contains("is damaged at byte 0", lines.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_AfterAHalfLine_DropsIt()
    {
        string path = _folder.Decisions(1);
        JsonLines.Append(path, [new HeadDecision { Stop = "a" }]);
        File.AppendAllText(path, "{\"Stop\":\"b");

        JsonLines.Append(path, [new HeadDecision { Stop = "c" }]);

        Assert.Equal(["a", "c"], JsonLines.Read<HeadDecision>(path).Select(d => d.Stop!));
    }

    [Theory]
    [InlineData("12.3.jsonl", 12, 3)]
    [InlineData(".nfs000012.3", null, null)]
    [InlineData("12.jsonl", null, null)]
    public void KeyOf_NameOfAShard_IsItsAttempt(string name, int? trial, int? attempt) =>
        Assert.Equal(trial is null ? null : new AttemptKey(trial.Value, attempt!.Value), ClusterFolder.KeyOf(name));

    private ShardWriter? Claim() => ShardWriter.Claim(_folder, new AttemptKey(1, 1), TimeProvider.System);

    private void Append(string text)
    {
        using var stream = new FileStream(_folder.Shard(1, 1), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
