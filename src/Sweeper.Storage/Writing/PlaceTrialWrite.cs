using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Writing;

/// <summary>Records on which machine an attempt is carried out, and which attempt it is.</summary>
internal sealed class PlaceTrialWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required TrialPlace Place { get; init; }

    public override bool CommitsAtOnce => false;

    public override void Apply(WriterSession session)
    {
        session.Statement("UPDATE trials SET starts = ?2 WHERE trial_id = ?1").Run(Trial.Id, Place.Attempt);
        session.Statement("INSERT OR REPLACE INTO trial_places (trial_id, node, job) VALUES (?1, ?2, ?3)")
            .Run(Trial.Id, Place.Node, Place.Job);
    }
}
