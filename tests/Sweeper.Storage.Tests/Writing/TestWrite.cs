using Sweeper.Storage.Writing;

namespace Sweeper.Storage.Tests.Writing;

/// <summary>Does something on the writer's thread within a transaction.</summary>
internal sealed class TestWrite(Action<WriterSession> action) : Write
{
    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session) => action(session);
}
