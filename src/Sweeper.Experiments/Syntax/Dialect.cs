namespace Sweeper.Experiments.Syntax;

/// <summary>In which way the documents of a kind of trial are written.</summary>
public enum Dialect
{
    /// <summary>The form of Sweeper: YAML 1.2 without tags and merge keys, and nothing but keys that are known.</summary>
    Sweeper,

    /// <summary>
    /// The sweep files of Weights &amp; Biases, as its client reads them: YAML 1.1, keys that mean nothing at the top, nested
    /// <c>parameters</c>, its distributions and its grids.
    /// </summary>
    Wandb,
}
