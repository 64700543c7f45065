namespace Sweeper.Neural.Threading;

/// <summary>Work that can be cut into parts which do not depend on one another.</summary>
public abstract class TeamWork
{
    /// <summary>Does one part. The parts are done at the same time, each by a thread of its own.</summary>
    /// <param name="part">0 … <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the work is cut.</param>
    public abstract void Do(int part, int parts);
}
