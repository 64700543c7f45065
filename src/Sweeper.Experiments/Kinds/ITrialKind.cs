using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Kinds;

/// <summary>
/// A kind of trial, such as the built-in network: what an experiment of it may say besides what all experiments say, and what
/// its trials may be told and report. Reading, planning and the JSON Schema know kinds only through it.
/// </summary>
public interface ITrialKind
{
    /// <summary>
    /// A lower-case word. Where several kinds share a schema, the definitions of all but the first are named after it.
    /// </summary>
    string Name { get; }

    /// <summary>How documents of this kind are written.</summary>
    Dialect Dialect => Dialect.Sweeper;

    /// <summary>The keys that documents of this kind have besides those of all documents.</summary>
    ImmutableArray<KindKey> Keys { get; }

    /// <summary>Keys that are refused, each with the reason and the way out, completing "'key' …".</summary>
    IReadOnlyDictionary<string, string> RefusedKeys { get; }

    /// <summary>The hyperparameters that may stand under <c>parameters</c>.</summary>
    HyperparameterTable Hyperparameters { get; }

    /// <summary>The metrics that an experiment may name.</summary>
    MetricTable Metrics { get; }

    /// <summary>How things are written, for messages.</summary>
    KindExamples Examples { get; }

    /// <summary>Whether a document describes trials of this kind. Of several kinds, the first that claims it reads it.</summary>
    bool Claims(MappingNode document);

    /// <summary>
    /// The kind as a document of it makes it: with other hyperparameters or metrics where what it says decides them.
    /// </summary>
    ITrialKind For(MappingNode document) => this;

    /// <summary>Reads the values of <see cref="Keys"/>, going on after every error so that all of them are found.</summary>
    /// <param name="document">The document, its keys checked.</param>
    /// <param name="values">Reads single values and collects errors.</param>
    KindReading Read(MapReader document, ValueReader values);
}
