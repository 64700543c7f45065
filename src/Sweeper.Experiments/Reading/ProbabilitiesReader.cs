using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads <c>probabilities</c>, one for each of the listed values.</summary>
internal sealed class ProbabilitiesReader(ValueReader values, bool takesRanges)
{
    /// <summary>The hyperparameter with its values drawn by their probabilities; errors are recorded.</summary>
    public DeclaredHyperparameter Read(DeclaredHyperparameter listed, SequenceNode items, SyntaxNode node)
    {
        string name = $"{listed.Name}.probabilities";
        if (!takesRanges)
        {
            values.Errors.Add(node, $"{name}: a grid tries every value once; leave them out, or write method: random");
            return listed;
        }

        if (node is not SequenceNode list || list.Items.Length != items.Items.Length)
        {
            string found = node is SequenceNode other
                ? ErrorCollector.Text($"a list of {other.Items.Length}")
                : DescribedNode.Found(node);
            values.Errors.Add(node, ErrorCollector.Text(
                $"{name} is {found}; it must be a list of {items.Items.Length} numbers, one for each value"));
            return listed;
        }

        double?[] numbers = [.. list.Items.Select(i => values.Number(i, $"an item of {name}", new NumberRange(0, 1)))];
        if (!numbers.Contains(null) && Math.Abs(numbers.Sum()!.Value - 1) > 1e-6)
            values.Errors.Add(node, ErrorCollector.Text($"{name} add up to {numbers.Sum():G6}; they must add up to 1"));
        if (numbers.Contains(null) || listed.Values.Length != numbers.Length)
            return listed;
        return listed with
        {
            Distribution = new CategoricalDistribution(
                [.. listed.Values.Select(v => v.Value)], [.. numbers.Select(n => n!.Value)]),
        };
    }
}
