using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Kinds;

/// <summary>What an experiment says of its trials under the keys of their kind.</summary>
public abstract record TrialSettings
{
    /// <summary>The kind that read them.</summary>
    public abstract ITrialKind Kind { get; }

    /// <summary>The hyperparameters that trials of this kind have.</summary>
    public virtual HyperparameterTable Hyperparameters => Kind.Hyperparameters;

    /// <summary>Into how many trials each repeat of a cell is divided, at least 2; null when it is one trial.</summary>
    public virtual int? Folds => null;

    /// <summary>What a reader of the results wants to know of them: names and texts in the order to show them.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> Facts { get; }

    /// <summary>
    /// Everything in them that can change a result, as lines of the plan's fingerprint. Their form never changes, because sweeps
    /// are found again by it.
    /// </summary>
    public abstract IEnumerable<string> FingerprintLines { get; }

    /// <summary>The epochs of a trial that is not ended early, at least 0.</summary>
    /// <param name="values">Its values, complete.</param>
    public abstract int PlannedEpochs(HyperparameterValues values);

    /// <summary>The most epochs that a trial of some spaces can have; null where that cannot be told from their lists.</summary>
    public abstract int? MostEpochs(IEnumerable<SearchSpace> spaces);

    /// <summary>
    /// What the JSON of a plan says of a trial instead of a column for each swept hyperparameter, as names and JSON; nothing
    /// where it has those.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="folder">The folder that its sweep would have.</param>
    public virtual IEnumerable<KeyValuePair<string, string>> PlanFields(Trial trial, string folder) => [];

    /// <summary>
    /// What keeps trials from being started on this machine at all, as a sentence without a full stop; null where nothing is
    /// known that does.
    /// </summary>
    /// <param name="startFolder">The folder in which <c>sweeper run</c> is started; a full path.</param>
    public virtual string? FindObstacle(string startFolder) => null;

    /// <summary>Lines for a reader of a plan, without full stops, where what is asked for is not what there will be.</summary>
    public virtual IEnumerable<string> Remarks(SweepPlan plan) => [];
}
