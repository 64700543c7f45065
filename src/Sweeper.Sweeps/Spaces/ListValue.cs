using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Several values in order that are one setting together, such as an activation per hidden layer.</summary>
public sealed class ListValue(IEnumerable<HyperparameterValue> items) : HyperparameterValue
{
    public ImmutableArray<HyperparameterValue> Items { get; } = [.. items];

    public override string Canonical => field ??= $"[{string.Join(',', Items.Select(i => i.Canonical))}]";
}
