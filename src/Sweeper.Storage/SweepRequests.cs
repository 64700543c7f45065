using System.Globalization;
using Sweeper.Storage.Files;
using Sweeper.Storage.Requests;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage;

/// <summary>
/// Asks things of the sweep that runs in a results folder, from any process and any machine that sees its files. Nothing of the
/// database is touched: the process that runs the sweep records what was asked, and by whom.
/// </summary>
/// <param name="resultsFolder">The results folder, relative to the current one or absolute.</param>
/// <param name="time">The clock.</param>
public sealed class SweepRequests(string resultsFolder, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ResultsFolder _folder = new(resultsFolder);

    /// <summary>Who asks, where nobody else is named: the user and the machine of this process.</summary>
    public static string Asker =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.UserName} at {Environment.MachineName}");

    /// <summary>
    /// Asks, and waits for the answer, at most ten seconds. A failed trial of a sweep that nobody runs can be asked for again
    /// too: it then waits for the next run.
    /// </summary>
    /// <exception cref="SweeperException">The folder cannot be written.</exception>
    public async Task<RequestAnswer> AskAsync(SweepRequest request, CancellationToken cancellation)
    {
        if (!RunLock.IsHeld(_folder) || RunLockOwner.Read(_folder.LockOwnerPath) is not RunLockOwner owner)
            return NotRunning(request);
        var files = new RequestFiles(_folder, owner.Holding, time);
        string name;
        try
        {
            name = files.Lay(request);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, _folder);
        }

        try
        {
            long start = time.GetTimestamp();
            while (time.GetElapsedTime(start) < Patience)
            {
                if (files.FindAnswer(name) is RequestAnswer answer)
                    return answer;
                if (!RunLock.IsHeld(_folder))
                    return files.FindAnswer(name) ?? NotRunning(request);
                await Task.Delay(Pace, time, cancellation).ConfigureAwait(false);
            }

            return new RequestAnswer(
                false,
                $"{owner} has the results folder and did not answer: it may be preparing or writing a report, so ask again");
        }
        finally
        {
            files.Withdraw(name);
        }
    }

    private RequestAnswer NotRunning(SweepRequest request)
    {
        if (request is not { Kind: RequestKind.Retry, Trial: not null })
            return new RequestAnswer(false, $"'{request}' is not running: no process has the results folder '{_folder.Path}'");
        if (!File.Exists(_folder.DatabasePath))
            return new RequestAnswer(false, $"there are no sweeps in '{_folder.Path}'");
        using var store = SqliteSweepStore.Open(_folder.Path, time);
        return store.Retry(request);
    }
}
