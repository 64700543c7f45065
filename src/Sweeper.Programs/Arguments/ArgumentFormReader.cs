using System.Collections.Immutable;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Arguments;

/// <summary>
/// Reads of a document how programs are told its values. What is wrong with the values themselves is found elsewhere.
/// </summary>
internal sealed class ArgumentFormReader(ErrorCollector errors)
{
    private bool _hasNoted;

    /// <summary>
    /// The form of the hyperparameters under <c>parameters</c>, and of those that only cells of <c>include</c> have.
    /// </summary>
    public ArgumentForm Read(MappingNode document)
    {
        bool isGrid = document.Find(ExperimentKeys.Method) is null or ScalarNode { Text: "grid" };
        MappingNode[] maps =
        [
            .. new[] { document.Find(ExperimentKeys.Parameters) }.OfType<MappingNode>(),
            .. (document.Find(ExperimentKeys.Include) as SequenceNode)?.Items.OfType<MappingNode>() ?? [],
        ];
        return new ArgumentForm(
            [.. maps.SelectMany(m => m.Entries).GroupBy(e => e.Name).Select(same => Read([.. same], isGrid))]);
    }

    private HyperparameterForm Read(MappingEntry[] entries, bool isGrid)
    {
        MappingEntry first = entries[0];
        if (first.Name.Length == 0 || first.Name.Contains('\0', StringComparison.Ordinal))
            errors.Add(first.Key, "a hyperparameter has a name of at least one character, none of them U+0000");
        var listed = new Dictionary<HyperparameterValue, PythonValue>();
        foreach (SyntaxNode bound in entries.Select(e => e.Value).OfType<MappingNode>().SelectMany(m => m.Entries)
            .Select(e => e.Value))
            NoteText(bound);
        foreach (SyntaxNode node in entries.SelectMany(e => Listed(e.Value)))
        {
            NoteText(node);
            PythonValue value = PythonValues.Read(node);
            if (value.Text.Contains('\0', StringComparison.Ordinal))
                errors.Add(node, $"{first.Name} has the character U+0000 in it, which no argument of a program can have");
            listed.TryAdd(value.ToHyperparameter(), value);
        }

        bool isWhole = first.Value is MappingNode map && IsWhole(map, isGrid);
        return new HyperparameterForm(first.Name, first.Path.IsEmpty ? [first.Name] : first.Path, listed, isWhole);
    }

    private static ImmutableArray<SyntaxNode> Listed(SyntaxNode node) => node switch
    {
        SequenceNode list => list.Items,
        MappingNode map => [.. One(map.Find("value")), .. (map.Find("values") as SequenceNode)?.Items ?? []],
        _ => [node],
    };

    private static ImmutableArray<SyntaxNode> One(SyntaxNode? node) => node is null ? [] : [node];

    // As the engine of Weights & Biases draws and lists them: a step that is whole makes whole numbers, in a grid only with
    // whole bounds.
    private static bool IsWhole(MappingNode map, bool isGrid)
    {
        if (map.Find("distribution") is not ScalarNode { Text: string distribution })
            return IsInteger(map, "min") && IsInteger(map, "max");
        if (distribution == "int_uniform")
            return true;
        return distribution.StartsWith("q_", StringComparison.Ordinal) && IsInteger(map, "q")
            && (!isGrid || (IsInteger(map, "min") && IsInteger(map, "max")));
    }

    private static bool IsInteger(MappingNode map, string key) => map.Find(key) is ScalarNode { Kind: ScalarKind.Integer };

    // Once is enough: whoever knows of one knows of all.
    private void NoteText(SyntaxNode node)
    {
        if (_hasNoted || node is not ScalarNode scalar || !PythonValues.IsTextOfPython(scalar))
            return;
        _hasNoted = true;
        errors.Note(
            node,
            $"{scalar.Text} is a number here, while Weights & Biases takes it as text, as PyYAML does; "
            + $"a number with a point and a sign, such as 1.0e-3, is one for both");
    }
}
