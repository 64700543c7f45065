namespace Sweeper.Sweeps.Spaces;

/// <summary>What the values of a hyperparameter are drawn from. Immutable.</summary>
public abstract record Distribution
{
    /// <summary>What is drawn from, for people: <c>0.001 to 1, log-uniform</c>. Numbers have all their digits.</summary>
    public abstract string Description { get; }

    /// <summary>A value; the same draws give the same one.</summary>
    public abstract HyperparameterValue Draw(RandomDraws draws);
}
