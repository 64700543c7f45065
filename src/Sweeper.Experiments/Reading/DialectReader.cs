using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Reading;

/// <summary>Brings documents into the form in which all of them are read, whichever dialect they are written in.</summary>
internal sealed class DialectReader(Dialect dialect, ErrorCollector errors)
{
    private static readonly string[] Optional =
    [
        ExperimentKeys.Name, ExperimentKeys.Description, ExperimentKeys.Metric, ExperimentKeys.EarlyTerminate,
        ExperimentKeys.RunCap,
    ];

    /// <summary>A document, or a value of one.</summary>
    public SyntaxNode Read(SyntaxNode written)
    {
        if (dialect == Dialect.Sweeper)
            return new StrictForm(errors).Read(written);
        SyntaxNode node = new Yaml11Form(errors).Read(written);
        return node is MappingNode document ? Flat(document) : node;
    }

    private MappingNode Flat(MappingNode document) =>
        new([.. document.Entries.Where(HasValue).Select(Flat)]) { Position = document.Position };

    // A key that says nothing, as it is left of one whose value was taken out.
    private bool HasValue(MappingEntry entry)
    {
        if (entry.Value is not ScalarNode { Kind: ScalarKind.Null } || !Optional.Contains(entry.Name))
            return true;
        errors.Note(entry.Key, $"{entry.Name} has no value and is passed over");
        return false;
    }

    private MappingEntry Flat(MappingEntry entry) =>
        entry is { Name: ExperimentKeys.Parameters, Value: MappingNode parameters }
            ? entry with { Value = Flat(parameters, []) }
            : entry;

    /// <summary>Hyperparameters without the maps of nested ones, each under the keys on the way to it, joined by dots.</summary>
    private MappingNode Flat(MappingNode parameters, ImmutableArray<string> outer)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var positions = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (MappingEntry entry in parameters.Entries)
        {
            ImmutableArray<string> path = outer.Add(entry.Name);
            if (entry.Value is MappingNode map && map.Find(ExperimentKeys.Parameters) is MappingNode inner)
            {
                foreach (MappingEntry other in map.Entries.Where(e => e.Name != ExperimentKeys.Parameters))
                    errors.Add(
                        other.Key,
                        $"'{DescribedNode.Printable(other.Name)}' does not go with the parameters inside "
                        + $"{string.Join('.', path)}; leave it out");
                if (inner.Entries.IsEmpty)
                    errors.Add(
                        inner,
                        $"the parameters inside {string.Join('.', path)} are empty; give at least one, "
                        + $"or leave {entry.Name} out");
                AddAll(Flat(inner, path).Entries);
            }
            else
            {
                AddAll([entry with { Key = entry.Key with { Text = string.Join('.', path) }, Path = path }]);
            }
        }

        return new MappingNode(entries.ToImmutable()) { Position = parameters.Position };

        void AddAll(IEnumerable<MappingEntry> added)
        {
            foreach (MappingEntry one in added)
            {
                if (positions.TryAdd(one.Name, one.Key.Position))
                    entries.Add(one);
                else
                    errors.Add(
                        one.Key,
                        $"{DescribedNode.Printable(one.Name)} is given twice; it is first given at {positions[one.Name]}");
            }
        }
    }
}
