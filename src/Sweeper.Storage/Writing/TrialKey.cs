using System.Globalization;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Writing;

/// <summary>A trial by its key, with the names people know it by.</summary>
internal sealed record TrialKey(long Id, SweepReference Sweep, int Number)
{
    /// <summary>The failure of a record that does not fit the state in which the database has the trial.</summary>
    public SweeperException NotExpected(WriterSession session, string action)
    {
        string state = SqliteStatement
            .Texts(session.Connection, "SELECT state FROM trials WHERE trial_id = ?1", Id).FirstOrDefault("missing");
        return new SweeperException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Trial {Number} of '{Sweep}' is {state} in the database and cannot {action}: ")
                + "another program may have changed it; run the same command again to carry on.",
            FailureKind.Environment);
    }
}
