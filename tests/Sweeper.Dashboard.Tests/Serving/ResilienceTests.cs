using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace Sweeper.Dashboard.Tests.Serving;

/// <summary>What a server meets that is not asked nicely.</summary>
public sealed class ResilienceTests
{
    [Theory]
    [InlineData("X-Long: ")]
    [InlineData("Cookie: ")]
    public async Task Request_HeadersOfAMegabyte_AreRefused(string header)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();

        string answer = await served.AnswerAsync(
            $"GET / HTTP/1.1\r\nHost: localhost\r\n{header}{new string('x', 1 << 20)}\r\n\r\n");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 431", StringComparison.Ordinal), answer);
        Assert.Contains("SQL", await served.Client.GetStringAsync("/query"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_LineOfAMegabyte_IsRefused()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();

        string answer = await served.AnswerAsync($"GET /{new string('x', 1 << 20)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 414", StringComparison.Ordinal), answer);
    }

    [Fact]
    public Task Connections_HalfOpenInHundreds_AreBoundedAndLetGo() => HalfOpenAsync(540);

    [LongFact]
    public Task Connections_HalfOpenInTenThousands_AreBoundedAndLetGo() => HalfOpenAsync(10_000);

    [Fact]
    public async Task Events_ReadersThatDoNotRead_HoldUpNobodyAndNothing()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results, trials: 40);
        for (int trial = 1; trial <= 20; trial++)
            sweep.Train(trial, trial / 100.0);
        var idle = new List<TcpClient>();
        for (int i = 0; i < 20; i++)
        {
            TcpClient client = await served.ConnectAsync();
            client.ReceiveBufferSize = 1024;
            await client.GetStream().WriteAsync("GET /events?page=/sweeps/grid HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            idle.Add(client);
        }

        for (int trial = 21; trial <= 30; trial++)
            sweep.Train(trial, trial / 100.0);

        // How far it is comes first, what is drawn of the trials after it.
        await served.PageAsync("/sweeps/grid", p => p.Contains("30 of 40 trials", StringComparison.Ordinal)
            && (p.Contains("trial-30\"", StringComparison.Ordinal) || p.Contains("\"number\":30,", StringComparison.Ordinal)));
        idle.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Page_FolderIsDeletedUnderIt_SaysSoAndComesBack()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results))
            sweep.Train(1, 0.5);
        await served.PageAsync("/", p => p.Contains("/sweeps/grid\"", StringComparison.Ordinal));

        Directory.Delete(served.Results, recursive: true);
        await served.PageAsync("/", p => p.Contains("There are no sweeps in", StringComparison.Ordinal));
        using (var sweep = new RecordedSweep(served.Results, name: "later"))
            sweep.Train(1, 0.5);

        Assert.DoesNotContain(
            "/sweeps/grid\"",
            await served.PageAsync("/", p => p.Contains("/sweeps/later\"", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_DatabaseIsSwappedWhileOpen_ShowsTheOther()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results))
            sweep.Train(1, 0.5);
        string other = Path.Combine(served.Around.Root, "other");
        using (var sweep = new RecordedSweep(other, name: "other"))
            sweep.Train(1, 0.5);
        await served.PageAsync("/", p => p.Contains("/sweeps/grid\"", StringComparison.Ordinal));

        File.Move(Path.Combine(other, "sweeper.db"), Path.Combine(served.Results, "sweeper.db"), overwrite: true);
        await served.PageAsync("/", p => p.Contains("/sweeps/other\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(
            Path.Combine(served.Results, "sweeper.db"),
            "this is no database, and longer than a header of one would be: " + new string('x', 200));
        await served.PageAsync("/", p => p.Contains("is not a SQLite database", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sweeps/grid")]
    [InlineData("/sweeps/grid/trials/1")]
    [InlineData("/compare?with=grid&with=grid")]
    [InlineData("/query?sql=select+1")]
    public async Task Page_DatabaseIsOfANewerVersion_SaysSo(string address)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results))
            sweep.Train(1, 0.5);
        using (var database = new SqliteConnection($"Data Source={Path.Combine(served.Results, "sweeper.db")};Pooling=False"))
        {
            database.Open();
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            command.ExecuteNonQuery();
        }

        Assert.Contains(
            "was written by a newer Sweeper",
            await served.PageAsync(address, p => !p.Contains("comes in a moment", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Page_FolderIsReadOnly_IsShown()
    {
        Skip.If(OperatingSystem.IsWindows(), "Its folders have other rights.");
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results))
            sweep.Train(1, 0.5);
        File.SetUnixFileMode(Path.Combine(served.Results, "sweeper.db"), UnixFileMode.UserRead);
        File.SetUnixFileMode(served.Results, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Contains(
                "trial-1",
                await served.PageAsync("/sweeps/grid", p => !p.Contains("comes in a moment", StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(served.Results, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("/sweeps/grid.7", "There is no sweep")]
    [InlineData("/sweeps/grid/trials/99", "There is no trial 99")]
    [InlineData("/sweeps/grid?where=colour+%3D+1", "filter, column 1")]
    [InlineData("/compare?with=grid&with=nothing", "There is no sweep")]
    public async Task Page_OfNothing_SaysWhatIsMissing(string address, string expected)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using (var sweep = new RecordedSweep(served.Results))
            sweep.Train(1, 0.5);

        Assert.Contains(
            expected,
            await served.PageAsync(address, p => !p.Contains("comes in a moment", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static async Task HalfOpenAsync(int count)
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        var sockets = new List<TcpClient>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                TcpClient client = await served.ConnectAsync();
                if (i % 2 == 0)
                    await TryWriteAsync(client);
                sockets.Add(client);
            }

            // They are let go after some seconds, and whoever asks properly is answered again.
            string? page = null;
            for (DateTime end = DateTime.UtcNow.AddMinutes(3); page is null && DateTime.UtcNow < end;)
            {
                try
                {
                    page = await served.Client.GetStringAsync("/query");
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(500);
                }
            }

            Assert.NotNull(page);
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    private static async Task TryWriteAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET / HT"u8.ToArray());
        }
        catch (IOException)
        {
            // It was one too many, and closed at once.
        }
    }
}
