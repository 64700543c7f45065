using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>The cells that an experiment declares.</summary>
internal sealed record ExperimentGrid(SearchSpace Space, ImmutableArray<SearchSpace> Include);
