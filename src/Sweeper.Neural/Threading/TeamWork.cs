namespace Sweeper.Neural.Threading;

/// <summary>Work that can be cut into parts which do not depend on one another.</summary>
public abstract class TeamWork
{
    /// <summary>Does one part, while other threads may be doing the others.</summary>
    /// <param name="part">0 … <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the work is cut.</param>
    public abstract void Do(int part, int parts);
}
