using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>What is kept of a trial beside its metrics, in the database or in a file of its own.</summary>
public sealed class AttachmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Attachments_InDatabaseAndFile_ReadBack()
    {
        SweepPlan plan = Sample.Plan();
        TrialResult result = new()
        {
            Attachments =
            [
                new TrialAttachment { Name = "note", MediaType = "text/plain", Content = "hello"u8.ToArray() },
                new TrialAttachment { Name = "empty", MediaType = "text/plain", Content = Array.Empty<byte>() },
                new TrialAttachment
                {
                    Name = "weights",
                    MediaType = "application/octet-stream",
                    Content = new byte[] { 1, 2, 3 },
                    File = new AttachmentFile("models", ".safetensors"),
                },
            ],
        };
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[1]);
            journal.RecordEpoch(plan.Trials[1], Sample.Epoch(1, 0.9));
            journal.EndTrial(plan.Trials[1], Sample.Outcome(lastEpoch: 1), result);
        }

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal("hello"u8.ToArray(), reader.ReadAttachment(sweep, 2, "note"));
        Assert.Equal([], reader.ReadAttachment(sweep, 2, "empty")!);
        Assert.Equal([1, 2, 3], reader.ReadAttachment(sweep, 2, "weights")!);
        Assert.Null(reader.ReadAttachment(sweep, 2, "nothing"));
        Assert.Null(reader.ReadAttachment(sweep, 1, "note"));
        Assert.Equal(["trial-2.safetensors"], Directory.GetFiles(_folder.File("grid/models")).Select(Path.GetFileName));
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(
            "grid/models/trial-2.safetensors",
            connection.QuerySingle<string>("SELECT path FROM attachments WHERE name = 'weights'"));
    }

    [Theory]
    [InlineData(true, new byte[] { 1, 2, 4 })]
    [InlineData(true, new byte[] { 1, 2 })]
    [InlineData(false, new byte[] { 1, 2 })]
    public void ReadAttachment_FileThatWasChanged_IsRefused(bool hasChecksum, byte[] content)
    {
        string file = StoreWeights(hasChecksum);
        File.WriteAllBytes(file, content);

        using SqliteSweepReader reader = Read();
        SweeperException e = Assert.ThrowsAny<SweeperException>(
            () => reader.ReadAttachment(reader.FindSweep("grid", null)!, 1, "weights"));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.StartsWith($"'{file}' is not the weights that trial 1 of 'grid' wrote", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAttachment_FileWithoutARecordedChecksum_IsReadWhenItIsAsLong()
    {
        File.WriteAllBytes(StoreWeights(hasChecksum: false), [4, 5, 6]);

        using SqliteSweepReader reader = Read();

        Assert.Equal([4, 5, 6], reader.ReadAttachment(reader.FindSweep("grid", null)!, 1, "weights")!);
    }

    [Fact]
    public void Attach_ToATrialThatHasEnded_TakesThePlaceOfTheOneOfThatName()
    {
        SweepPlan plan = Sample.Plan();
        using (SqliteSweepStore store = Open())
            store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[1], 0.9);

        // By a later run, too.
        foreach (string text in new[] { "first", "second" })
        {
            using SqliteSweepStore store = Open();
            store.Open(plan, Sample.Environment, fresh: false)
                .Attach(plan.Trials[1], new TrialAttachment { Name = "note", MediaType = "text/plain",
                    Content = System.Text.Encoding.ASCII.GetBytes(text) });
        }

        using SqliteSweepReader reader = Read();
        Assert.Equal("second"u8.ToArray(), reader.ReadAttachment(reader.FindSweep("grid", null)!, 2, "note"));
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM attachments"));
    }

    [Fact]
    public void Attachment_WhoseFileIsGone_SaysWhich()
    {
        Attachments_InDatabaseAndFile_ReadBack();
        File.Delete(_folder.File("grid/models/trial-2.safetensors"));

        using SqliteSweepReader reader = Read();
        SweeperException e = Assert.ThrowsAny<SweeperException>(
            () => reader.ReadAttachment(reader.FindSweep("grid", null)!, 2, "weights"));
        Assert.Contains("trial-2.safetensors", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attachment_WhoseFileWouldLeaveTheFolder_IsRefused()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        journal.StartTrial(plan.Trials[0]);
        TrialResult result = new()
        {
            Attachments = [new TrialAttachment { Name = "x", MediaType = "x", Content = default,
                File = new AttachmentFile("..", ".txt") }],
        };
        Assert.Throws<SweeperException>(
            () => journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: null, bestEpoch: null), result));
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

    private SqliteSweepReader Read() => SqliteSweepReader.Open(_folder.Root);

    /// <summary>
    /// Stores the bytes 1, 2, 3 of a trial, with their checksum or as earlier versions did, and gives their file.
    /// </summary>
    private string StoreWeights(bool hasChecksum)
    {
        SweepPlan plan = Sample.Plan();
        var weights = new TrialAttachment
        {
            Name = "weights",
            MediaType = "application/octet-stream",
            Content = new byte[] { 1, 2, 3 },
            File = new AttachmentFile("models", ".safetensors"),
        };
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            journal.RecordEpoch(plan.Trials[0], Sample.Epoch(1, 0.9));
            journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: 1), new TrialResult { Attachments = [weights] });
        }

        using SqliteConnection connection = _folder.Connect();
        if (!hasChecksum)
            connection.Execute("UPDATE attachments SET sha256 = NULL");
        return _folder.File("grid/models/trial-1.safetensors");
    }
}
