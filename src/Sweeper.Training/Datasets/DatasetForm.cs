using System.Collections.Immutable;

namespace Sweeper.Training.Datasets;

/// <summary>The keys that go together in the map of a dataset, and those of them that must be given.</summary>
internal sealed record DatasetForm(ImmutableArray<DatasetKey> Keys, params ImmutableArray<string> Required);
