using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// Puts the values of <c>--set KEY=VALUE</c> into a document, before it is read. A key is a path such as
/// <c>early_stopping.patience</c>; the name of a hyperparameter alone means the one under <c>parameters</c>. A value is YAML.
/// </summary>
internal sealed class SettingOverrides(ITrialKind kind, ErrorCollector errors)
{
    private readonly ImmutableArray<string> _keys = ExperimentKeys.AllOf(kind);
    private readonly HyperparameterTable _hyperparameters = kind.Hyperparameters;

    /// <summary>The document with the values of the options in their order; errors are recorded at the options.</summary>
    public SyntaxNode Apply(SyntaxNode document, IEnumerable<string> settings)
    {
        string[] known = [.. _keys, .. _hyperparameters.All.Select(d => d.Name)];
        foreach (string setting in settings)
        {
            var position = SourcePosition.Of($"--set {DescribedNode.Printable(setting)}");
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            string[] path = equals < 0 ? [] : setting[..equals].Trim().Split('.');
            if (path.Length == 0 || path.Contains(""))
                errors.Add(position, $"it must be KEY=VALUE, such as {kind.Examples.Setting} or early_stopping.patience=5");
            else if (!IsKnown(path[0]) && NearestName.To(path[0], known) is string nearest)
                errors.Add(
                    position,
                    $"there is no key or hyperparameter '{DescribedNode.Printable(path[0])}'; did you mean '{nearest}'?");
            else if (ReadValue(setting[(equals + 1)..], position) is SyntaxNode value)
                document = Put(
                    document,
                    IsHyperparameter(path[0]) ? [ExperimentKeys.Parameters, .. PathIn(document, path)] : path,
                    0,
                    value,
                    position);
        }

        return document;
    }

    private bool IsKnown(string key) => _keys.Contains(key) || IsHyperparameter(key);

    // A kind whose table is open takes any name, but keys of the document are what they are.
    private bool IsHyperparameter(string key) => !_keys.Contains(key) && _hyperparameters.Find(key) is not null;

    // Names with dots are names where a kind takes any: the longest of them that is there, or else the whole.
    private string[] PathIn(SyntaxNode document, string[] path)
    {
        if (_hyperparameters.IsClosed)
            return path;
        var parameters = (document as MappingNode)?.Find(ExperimentKeys.Parameters) as MappingNode;
        int length = Enumerable.Range(1, path.Length).Reverse()
            .FirstOrDefault(n => parameters?.Find(string.Join('.', path[..n])) is not null, path.Length);
        return [string.Join('.', path[..length]), .. path[length..]];
    }

    private SyntaxNode? ReadValue(string text, SourcePosition position)
    {
        var complaints = new ErrorCollector("");
        SyntaxNode? value = SyntaxReader.Read(text, complaints) is SyntaxNode written
            ? new DialectReader(kind.Dialect, complaints).Read(written)
            : null;
        if (text.Trim().Length == 0)
            errors.Add(position, "it has no value; write one after the =");
        else
            foreach (ExperimentError complaint in complaints.Errors)
                errors.Add(position, complaint.Message);
        return complaints.Count == 0 && value is not null ? Move(value, position) : null;
    }

    private static SyntaxNode Move(SyntaxNode node, SourcePosition position) => node switch
    {
        SequenceNode list => new SequenceNode([.. list.Items.Select(i => Move(i, position))]) { Position = position },
        MappingNode map => new MappingNode(
            [.. map.Entries.Select(e =>
                new MappingEntry(e.Key with { Position = position }, Move(e.Value, position)))]) { Position = position },
        _ => node with { Position = position },
    };

    private SyntaxNode Put(SyntaxNode? node, string[] path, int depth, SyntaxNode value, SourcePosition position)
    {
        if (depth == path.Length)
            return value;
        if (node is not (null or MappingNode))
        {
            string parent = depth == 0 ? "the document" : string.Join('.', path[..depth]);
            errors.Add(position, $"{parent} is {DescribedNode.Found(node)}, which has no {path[depth]}; set all of {parent}");
            return node;
        }

        ImmutableArray<MappingEntry> entries = (node as MappingNode)?.Entries ?? [];
        MappingEntry? old = entries.FirstOrDefault(e => e.Name == path[depth]);
        var key = new ScalarNode { Text = path[depth], Kind = ScalarKind.Text, IsQuoted = false, Position = position };
        SyntaxNode set = Put(old?.Value, path, depth + 1, value, position);
        return new MappingNode(
            old is null ? entries.Add(new MappingEntry(key, set)) : entries.Replace(old, old with { Value = set }))
        {
            Position = node?.Position ?? position,
        };
    }
}
