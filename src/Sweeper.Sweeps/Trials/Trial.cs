using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Trials;

/// <summary>One setting of the hyperparameters, to be trained once with one seed.</summary>
public sealed record Trial
{
    /// <summary>The <see cref="PlannedEpochs"/> of a trial that decides itself when it ends, as programs do.</summary>
    public const int UnknownEpochs = -1;

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

    /// <summary>How many epochs it trains when nothing stops it; <see cref="UnknownEpochs"/> where only it knows.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>How it came into the plan; null where that needed no results.</summary>
    public TrialProposal? Proposal { get; init; }

    /// <summary>The last epoch that it may have; the greatest number there is where only it knows.</summary>
    public int LastPlannedEpoch => PlannedEpochs == UnknownEpochs ? int.MaxValue : PlannedEpochs;

    /// <summary>Whether it trains no further after an epoch whatever happens, as far as that is known.</summary>
    public bool EndsWith(int epoch) => epoch >= LastPlannedEpoch;
}

/// <summary>What proposed a trial.</summary>
/// <param name="Sampler">The name of the sampler.</param>
/// <param name="From">The numbers of the trials that it was proposed from.</param>
public sealed record TrialProposal(string Sampler, string From);
