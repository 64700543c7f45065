using System.Text.Json.Nodes;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Kinds;

/// <summary>What a hyperparameter is called, may be, and is when nobody says.</summary>
public abstract class HyperparameterDefinition
{
    protected HyperparameterDefinition()
    {
    }

    public abstract string Name { get; }

    /// <summary>What it does, in a line without a full stop.</summary>
    public abstract string Description { get; }

    /// <summary>What it may be; completes "it must be".</summary>
    public abstract string Allowed { get; }

    /// <summary>The default in words, such as <c>0.1</c> or <c>what the loss wants</c>.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The hyperparameters on which the default depends. They have fixed defaults themselves.</summary>
    public virtual IReadOnlyList<string> DependsOn => [];

    /// <summary>The hyperparameters with which there may be a conflict: see <see cref="ConflictIn"/>.</summary>
    public virtual IReadOnlyList<string> ConflictsWith => [];

    /// <summary>
    /// Whether the default leaves training as if the hyperparameter did not exist, so that plans made before it existed are the
    /// plans of today.
    /// </summary>
    public virtual bool IsOffByDefault => false;

    /// <summary>
    /// Whether trials that differ in it have different seeds; not where it is there to compare them from the same start.
    /// </summary>
    public virtual bool DecidesSeed => true;

    /// <summary>
    /// The default, given <paramref name="values"/> of at least <see cref="DependsOn"/>; null where a trial that is given none
    /// has none, which only hyperparameters outside of <see cref="HyperparameterTable.All"/> may answer.
    /// </summary>
    public abstract HyperparameterValue? DefaultFor(HyperparameterValues values);

    /// <summary>
    /// Why its value does not go with the others, or null when it does; <paramref name="values"/> are complete.
    /// </summary>
    public virtual string? ConflictIn(HyperparameterValues values) => null;

    /// <summary>Whether its numbers are whole ones.</summary>
    public virtual bool TakesIntegers => false;

    /// <summary>The numbers that it may be; null when it is none, so that it can be in no range.</summary>
    public virtual NumberRange? NumbersIn(HyperparameterContext context) => null;

    /// <summary>Whether a map can be one value.</summary>
    public virtual bool TakesMaps => false;

    /// <summary>The JSON Schema of one value, made anew.</summary>
    public abstract JsonObject ValueSchema();

    /// <summary>
    /// Reads one value into the one form that equal settings share, or records what is wrong with it and returns null.
    /// </summary>
    public abstract HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context);
}
