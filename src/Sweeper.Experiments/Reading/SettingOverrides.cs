using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// Puts the values of <c>--set KEY=VALUE</c> into a document, before it is read. A key is a path such as
/// <c>early_stopping.patience</c>; the name of a hyperparameter alone means the one under <c>parameters</c>. A value is YAML.
/// </summary>
internal sealed class SettingOverrides(ErrorCollector errors)
{
    private static readonly ImmutableArray<string> Keys = [.. ExperimentKeys.All, .. NetworkHyperparameters.All.Select(d => d.Name)];

    /// <summary>The document with the values of the options in their order; errors are recorded at the options.</summary>
    public SyntaxNode Apply(SyntaxNode document, IEnumerable<string> settings)
    {
        foreach (string setting in settings)
        {
            var position = SourcePosition.Of($"--set {DescribedNode.Printable(setting)}");
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            string[] path = equals < 0 ? [] : setting[..equals].Trim().Split('.');
            if (path.Length == 0 || path.Contains(""))
                errors.Add(position, "it must be KEY=VALUE, such as learning_rate=0.2 or early_stopping.patience=5");
            else if (!Keys.Contains(path[0]) && NearestName.To(path[0], Keys) is string nearest)
                errors.Add(position, $"there is no key or hyperparameter '{DescribedNode.Printable(path[0])}'; did you mean '{nearest}'?");
            else if (ReadValue(setting[(equals + 1)..], position) is SyntaxNode value)
                document = Put(document, NetworkHyperparameters.Find(path[0]) is null ? path : [ExperimentKeys.Parameters, .. path], 0, value, position);
        }

        return document;
    }

    private SyntaxNode? ReadValue(string text, SourcePosition position)
    {
        var complaints = new ErrorCollector("");
        SyntaxNode? value = SyntaxReader.Read(text, complaints);
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
            [.. map.Entries.Select(e => new MappingEntry(e.Key with { Position = position }, Move(e.Value, position)))]) { Position = position },
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
        var entry = new MappingEntry(key, Put(old?.Value, path, depth + 1, value, position));
        return new MappingNode(old is null ? entries.Add(entry) : entries.Replace(old, entry with { Key = old.Key }))
        {
            Position = node?.Position ?? position,
        };
    }
}
