using System.Globalization;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Files;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WhileAnotherHoldsTheFolder_NamesTheOwner()
    {
        using SqliteSweepStore owner = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

        SweeperException e = Assert.Throws<SweeperException>(() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"is in use by process {Environment.ProcessId} (started "), e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterTheOwnerLeft_Succeeds()
    {
        SqliteSweepStore.Open(_folder.Root, TimeProvider.System).Dispose();
        SqliteSweepStore.Open(_folder.Root, TimeProvider.System).Dispose();
        Assert.False(File.Exists(_folder.Results.LockOwnerPath));
    }

    [Fact]
    public void Open_NameOfADeadOwnerLeftBehind_IsNoObstacle()
    {
        File.WriteAllText(
            _folder.Results.LockOwnerPath,
            """{"processId":1,"command":"sweeper run","startedAt":"2026-01-01T00:00:00Z"}""");
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        Assert.Equal(Environment.ProcessId, RunLockOwner.Read(_folder.Results.LockOwnerPath)!.ProcessId);
    }

    [Fact]
    public void Open_LockedByAProcessThatGivesNoName_IsStillRefused()
    {
        using FileStream owner = new(_folder.Results.LockPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        SweeperException e = Assert.Throws<SweeperException>(() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System));
        Assert.Contains("in use by another process", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ManyAtOnce_LetsExactlyOneIn()
    {
        using Barrier barrier = new(8);
        Task<object>[] starts =
            [.. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(Start, TaskCreationOptions.LongRunning))];
        object[] outcomes = await Task.WhenAll(starts);
        SqliteSweepStore winner = Assert.Single(outcomes.OfType<SqliteSweepStore>());
        Assert.All(outcomes.OfType<SweeperException>(), e => Assert.Contains("in use by", e.Message, StringComparison.Ordinal));
        winner.Dispose();

        object Start()
        {
            barrier.SignalAndWait();
            try
            {
                return SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
            }
            catch (SweeperException e)
            {
                return e;
            }
        }
    }
}
