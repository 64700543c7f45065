using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Trials;

/// <summary>One setting of the hyperparameters, to be trained once with one seed.</summary>
public sealed record Trial
{
    /// <summary>Its place in the plan, from 1; the number people call it by.</summary>
    public required int Number { get; init; }

    /// <summary>Which repeat of its cell it is, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>Which fold of the training set is held out of it, from 1; null without cross-validation.</summary>
    public int? Fold { get; init; }

    public required TrialIdentity Identity { get; init; }

    /// <summary>0 … 2⁵³ − 1; see <see cref="TrialSeed"/>.</summary>
    public required long Seed { get; init; }

    /// <summary>A value for every hyperparameter, those left at their defaults included.</summary>
    public required HyperparameterValues Values { get; init; }

    /// <summary>How many epochs it trains when nothing stops it.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>How it came into the plan; null where that needed no results.</summary>
    public TrialProposal? Proposal { get; init; }
}

/// <summary>What proposed a trial.</summary>
/// <param name="Sampler">The name of the sampler.</param>
/// <param name="From">The numbers of the trials that it was proposed from.</param>
public sealed record TrialProposal(string Sampler, string From);
