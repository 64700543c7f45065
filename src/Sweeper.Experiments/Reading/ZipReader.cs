using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>zip</c>: groups of hyperparameters that vary together.</summary>
/// <param name="example">How a group is written.</param>
/// <param name="errors">Collects what is wrong.</param>
internal sealed class ZipReader(string example, ErrorCollector errors)
{
    /// <summary>The space with its groups; errors are recorded.</summary>
    public DeclaredSpace Read(SyntaxNode? node, DeclaredSpace declared)
    {
        if (node is null)
            return declared;
        if (node is not SequenceNode { Items.IsEmpty: false } list)
        {
            Refuse(node, ExperimentKeys.Zip, $"a list of lists of hyperparameters such as [{example}]");
            return declared;
        }

        var groups = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxNode item in list.Items)
        {
            if (item is SequenceNode { Items.Length: >= 2 } group)
                groups.Add([.. group.Items.Where(n => Accepts(n, declared, seen)).Select(n => ((ScalarNode)n).Text)]);
            else
                Refuse(item, "an item of zip", $"a list of two or more hyperparameters such as {example}");
            if (item is SequenceNode counted)
                CheckLengths(counted, declared);
        }

        return declared with { Zip = [.. groups.Where(g => g.Length > 1)] };
    }

    private void Refuse(SyntaxNode node, string name, string allowed)
    {
        string found = node is SequenceNode { Items.Length: var items } ? items == 0 ? "an empty list" : "a list of one"
            : DescribedNode.Found(node);
        errors.Add(node, $"{name} is {found}; it must be {allowed}");
    }

    private bool Accepts(SyntaxNode node, DeclaredSpace declared, HashSet<string> seen)
    {
        string[] names = [.. declared.Hyperparameters.Select(h => h.Name)];
        if (node is not ScalarNode scalar || declared.Find(scalar.Text) is not DeclaredHyperparameter hyperparameter)
        {
            string hint = node is ScalarNode other ? errors.Hint(other, names, "hyperparameter") : "";
            errors.Add(node, $"zip names {DescribedNode.Found(node)}, which is not under parameters{hint}");
            return false;
        }

        if (hyperparameter.Distribution is CategoricalDistribution)
            errors.Add(
                node, $"zip names {scalar.Text}, whose values have probabilities; leave them out, or leave it out of zip");
        else if (hyperparameter.Distribution is not null)
            errors.Add(node, $"zip names {scalar.Text}, whose values are drawn from a range; list its values");
        else if (!seen.Add(scalar.Text))
            errors.Add(node, $"zip names {scalar.Text} twice; it can vary together with one group only");
        else
            return true;
        return false;
    }

    private void CheckLengths(SequenceNode group, DeclaredSpace declared)
    {
        DeclaredHyperparameter[] members =
            [.. group.Items.OfType<ScalarNode>().Select(n => declared.Find(n.Text)).OfType<DeclaredHyperparameter>()
                .Where(h => h.Distribution is null)];
        if (members.Select(m => m.Values.Length).Distinct().Count() > 1)
        {
            string lengths = string.Join(", ", members.Select(m => ErrorCollector.Text($"{m.Name} {m.Values.Length}")));
            errors.Add(group, $"hyperparameters that vary together need as many values each; these have: {lengths}");
        }
    }
}
