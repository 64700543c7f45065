using Dapper;
using Sweeper.Storage.Writing;

namespace Sweeper.Storage.Tests.Writing;

public sealed class RowInsertTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(50)]
    public void Add_AnyNumberOfRows_InsertsEachInItsOrder(int count)
    {
        string[] stored = [];
        Within(session =>
        {
            session.Connection.Execute("CREATE TEMP TABLE pairs (number INTEGER, text TEXT)");
            RowInsert rows = new(session, "INSERT INTO pairs (number, text) VALUES", columns: 2);
            for (int i = 0; i < count; i++)
                rows.Add(i, i % 3 == 0 ? null : $"text {i}");
            rows.Finish();
            stored = [.. session.Connection.Query<string>("SELECT number || coalesce(text, ' none') FROM pairs ORDER BY rowid")];
        });
        Assert.Equal(Enumerable.Range(0, count).Select(i => i % 3 == 0 ? $"{i} none" : $"{i}text {i}"), stored);
    }

    [Fact]
    public void Add_RowsThatAreThere_ReplacesThemAsItsEndSays()
    {
        int[] stored = [];
        Within(session =>
        {
            session.Connection.Execute("CREATE TEMP TABLE squares (number INTEGER PRIMARY KEY, square INTEGER)");
            RowInsert rows = new(
                session, "INSERT INTO squares (number, square) VALUES", columns: 2,
                "ON CONFLICT (number) DO UPDATE SET square = excluded.square");
            for (int i = 0; i < 20; i++)
                rows.Add(i % 10, i < 10 ? -1 : i * i);
            rows.Finish();
            stored = [.. session.Connection.Query<int>("SELECT square FROM squares ORDER BY number")];
        });
        Assert.Equal(Enumerable.Range(10, 10).Select(i => i * i), stored);
    }

    private void Within(Action<WriterSession> act)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        store.Writer.Commit(new TestWrite(act));
    }
}
