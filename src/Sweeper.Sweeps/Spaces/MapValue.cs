using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Named settings that are one value together, such as an initializer with its scale. Keys are in ordinal order.</summary>
public sealed class MapValue(IEnumerable<KeyValuePair<string, HyperparameterValue>> entries) : HyperparameterValue
{
    public ImmutableSortedDictionary<string, HyperparameterValue> Entries { get; } =
        entries.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override string Canonical => field ??=
        $"{{{string.Join(',', Entries.Select(e => $"{JsonText.Quote(e.Key)}:{e.Value.Canonical}"))}}}";
}
