namespace Sweeper.Storage.Writing;

/// <summary>Changes nothing; once it is committed, so is everything that was posted before.</summary>
internal sealed class BarrierWrite : Write
{
    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
    }
}
