using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Keeping;

/// <summary>What commands that keep a results folder in order have in common.</summary>
internal static class StoredSweeps
{
    /// <summary>Takes the folder, so that nothing in it runs meanwhile.</summary>
    /// <exception cref="Sweeper.Sweeps.SweeperException">There is none, or a sweep of it is running.</exception>
    public static SqliteSweepStore Open(string results, CommandContext context)
    {
        // A store would be made where there is none.
        using (SqliteSweepReader.Open(results))
        {
        }

        return SqliteSweepStore.Open(results, context.Time);
    }

    /// <summary>A sweep by its name.</summary>
    public static SweepRecord Find(string results, string text)
    {
        using var reader = SqliteSweepReader.Open(results);
        return SweepLookup.Find(reader, text);
    }
}
