using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Experiments.Syntax;

/// <summary>Collects what is wrong with a file while it is read to its end.</summary>
public sealed class ErrorCollector(string file)
{
    private readonly HashSet<ExperimentError> _errors = [];
    private readonly HashSet<ExperimentError> _notes = [];
    private readonly Dictionary<string, SourcePosition> _lists = new(StringComparer.Ordinal);

    /// <summary>The file as it was named.</summary>
    public string File => file;

    public int Count => _errors.Count;

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<ExperimentError> Errors => InOrder(_errors);

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<ExperimentError> Notes => InOrder(_notes);

    /// <summary>Records an error; the same one a second time counts once.</summary>
    public void Add(SourcePosition position, string message) =>
        _errors.Add(new ExperimentError(file, position.Line, position.Column, message) { Option = position.Option });

    public void Add(SyntaxNode node, string message) => Add(node.Position, message);

    /// <summary>Records something that is allowed but worth knowing.</summary>
    public void Note(SyntaxNode node, string message) =>
        _notes.Add(
            new ExperimentError(file, node.Position.Line, node.Position.Column, message) { Option = node.Position.Option });

    /// <summary>
    /// <see cref="NearestName.Hint"/> for a name in the file, but what there is to choose from is listed only where it is needed
    /// first.
    /// </summary>
    public string Hint(ScalarNode written, IReadOnlyCollection<string> names, string what)
    {
        string hint = NearestName.Hint(written.Text, names, what);
        return NearestName.To(written.Text, names) is not null || _lists.TryAdd(hint, written.Position)
            || _lists[hint] == written.Position
            ? hint
            : "";
    }

    /// <summary>A message with its numbers in the invariant culture.</summary>
    public static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<ExperimentError> InOrder(IEnumerable<ExperimentError> errors) =>
        [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
