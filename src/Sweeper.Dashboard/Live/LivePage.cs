namespace Sweeper.Dashboard.Live;

/// <summary>A page that shows what is recorded now.</summary>
internal abstract class LivePage
{
    /// <summary>Its address, from which it can be made again.</summary>
    public abstract string Address { get; }

    /// <summary>The sweep that what is asked on it concerns by itself, as in addresses; null for none.</summary>
    public virtual string? Sweep => null;

    /// <summary>Whether all of it is made in a moment, so that it can follow every commit.</summary>
    public virtual bool IsQuick => false;

    /// <summary>Whether what follows every commit shows something that only all of it can show fully.</summary>
    public virtual bool NeedsAll => false;

    /// <summary>
    /// All of it. It may take long, and what follows every commit is made meanwhile.
    /// </summary>
    /// <exception cref="Sweeper.Sweeps.SweeperException">There is no such thing, or the store cannot be read.</exception>
    public abstract Task<PageContent> RenderAsync();

    /// <summary>What was rendered last is shown from now on.</summary>
    public virtual void Take()
    {
    }

    /// <summary>What can be shown at once, before all of it is there; null for nothing.</summary>
    public virtual Task<PageContent?> RenderFirstAsync() => Task.FromResult<PageContent?>(null);

    /// <summary>
    /// The parts that are made in a moment however much is recorded, and so can follow every commit; empty where all of it is.
    /// </summary>
    public virtual Task<IReadOnlyDictionary<string, string>> RenderQuickAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
