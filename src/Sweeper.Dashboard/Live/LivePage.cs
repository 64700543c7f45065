namespace Sweeper.Dashboard.Live;

/// <summary>A page that shows what is recorded now.</summary>
internal abstract class LivePage
{
    /// <summary>Its address, from which it can be made again.</summary>
    public abstract string Address { get; }

    /// <summary>The sweep that what is asked on it concerns by itself, as in addresses; null for none.</summary>
    public virtual string? Sweep => null;

    /// <summary>All of it.</summary>
    /// <exception cref="Sweeper.Sweeps.SweeperException">There is no such thing, or the store cannot be read.</exception>
    public abstract Task<PageContent> RenderAsync();

    /// <summary>
    /// The parts that are made in a moment however much is recorded, and so can follow every commit; empty where all of it is.
    /// </summary>
    public virtual Task<IReadOnlyDictionary<string, string>> RenderQuickAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
