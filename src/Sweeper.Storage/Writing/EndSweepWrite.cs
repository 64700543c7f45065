using Dapper;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Writing;

/// <summary>Records that a sweep is no longer being run.</summary>
internal sealed class EndSweepWrite : Write
{
    public required long SweepId { get; init; }

    public required SweepReference Reference { get; init; }

    public required SweepState State { get; init; }

    public required string Reason { get; init; }

    public required string EndedAt { get; init; }

    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        int changed = session.Connection.Execute(
            """
            UPDATE sweeps SET state = @State, reason = @Reason, ended_at = @EndedAt
            WHERE sweep_id = @SweepId AND state = 'running'
            """,
            new { SweepId, State = State.Name(), Reason, EndedAt });
        if (changed != 1)
        {
            throw new SweeperException(
                $"The sweep '{Reference}' is not running in the database and cannot end: "
                + "run the same command again to carry on.",
                FailureKind.Environment);
        }
    }
}
