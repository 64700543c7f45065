using System.Collections.Immutable;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Arguments;

/// <summary>
/// How programs are told the values of hyperparameters: their order, their nesting, and how the file spells them.
/// </summary>
/// <param name="hyperparameters">In the order of the file; those inside the same map need not be neighbours.</param>
public sealed class ArgumentForm(ImmutableArray<HyperparameterForm> hyperparameters)
{
    /// <summary>The names of all hyperparameters, nested ones joined by dots.</summary>
    public IEnumerable<string> Names => hyperparameters.Select(h => h.Name);

    /// <summary>The outermost names of those that are inside maps.</summary>
    public IEnumerable<string> Groups => hyperparameters.Where(h => h.Path.Length > 1).Select(h => h.Path[0]).Distinct();

    /// <summary>Each hyperparameter that a trial has, by its whole name.</summary>
    public IEnumerable<KeyValuePair<string, PythonValue>> Values(HyperparameterValues values) =>
        from form in hyperparameters
        let value = values.Find(form.Name)
        where value is not null
        select KeyValuePair.Create(form.Name, form.Spell(value));

    /// <summary>The arguments of a trial: nested hyperparameters are one each, a map.</summary>
    public ImmutableArray<KeyValuePair<string, PythonValue>> Arguments(HyperparameterValues values) =>
        Nested([.. hyperparameters.Where(h => values.Find(h.Name) is not null)], values, depth: 0);

    private static ImmutableArray<KeyValuePair<string, PythonValue>> Nested(
        ImmutableArray<HyperparameterForm> forms, HyperparameterValues values, int depth) =>
    [
        .. from form in forms
           group form by (Name: form.Path[depth], IsLeaf: form.Path.Length == depth + 1) into level
           select KeyValuePair.Create(
               level.Key.Name,
               level.Key.IsLeaf ? level.First().Spell(values[level.First().Name])
                   : new PythonMap(Nested([.. level], values, depth + 1))),
    ];
}

/// <summary>How programs are told the values of one hyperparameter.</summary>
/// <param name="name">Its whole name, joined by dots where it is nested.</param>
/// <param name="path">The keys on the way to it, its own last.</param>
/// <param name="listed">The values that the file lists, as it spells them.</param>
/// <param name="isWhole">Whether numbers that are drawn are whole ones.</param>
public sealed class HyperparameterForm(
    string name, ImmutableArray<string> path, IReadOnlyDictionary<HyperparameterValue, PythonValue> listed, bool isWhole)
{
    public string Name { get; } = name;

    public ImmutableArray<string> Path { get; } = path;

    /// <summary>A value as programs are told it.</summary>
    public PythonValue Spell(HyperparameterValue value) =>
        listed.TryGetValue(value, out PythonValue? spelled) ? spelled : PythonValues.Of(value, isWhole);
}
