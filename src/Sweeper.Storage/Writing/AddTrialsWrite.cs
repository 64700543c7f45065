using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Records further trials of a sweep.</summary>
internal sealed class AddTrialsWrite : Write
{
    public required long SweepId { get; init; }

    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>How many are planned that will be recorded later; null when there is no telling how many.</summary>
    public required int? Further { get; init; }

    public override bool CommitsAtOnce => true;

    /// <summary>The key of the first trial; those of the others follow it. Set when the write is committed.</summary>
    public long FirstId { get; private set; }

    public override void Apply(WriterSession session) => FirstId = PlanRows.InsertTrials(session, SweepId, Trials, Further);
}
