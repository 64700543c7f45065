namespace Sweeper.Storage.Writing;

/// <summary>Something to be stored, posted by any thread and carried out by the writer's.</summary>
internal abstract class Write
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the batch that holds it is committed at once, because a state changes or somebody waits.</summary>
    public abstract bool CommitsAtOnce { get; }

    /// <summary>Completes when the write is on disk, or fails with the reason why it never will be.</summary>
    public Task Committed => _committed.Task;

    /// <summary>Carries the write out within the open transaction. On the writer's thread.</summary>
    public abstract void Apply(WriterSession session);

    public void Acknowledge() => _committed.TrySetResult();

    public void Fail(Exception cause) => _committed.TrySetException(cause);
}

/// <summary>Changes nothing; once it is committed, so is everything that was posted before.</summary>
internal sealed class BarrierWrite : Write
{
    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
    }
}
