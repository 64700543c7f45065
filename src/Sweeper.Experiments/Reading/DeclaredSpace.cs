using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Hyperparameters with values as a file gives them.</summary>
internal sealed record DeclaredSpace(ImmutableArray<DeclaredHyperparameter> Hyperparameters)
{
    public DeclaredHyperparameter? Find(string name) => Hyperparameters.FirstOrDefault(h => h.Name == name);

    public SearchSpace ToSearchSpace() => new() { Hyperparameters = [.. Hyperparameters.Select(h => h.ToHyperparameter())] };

    /// <summary>This space with the hyperparameters of another one in place of its own.</summary>
    public DeclaredSpace With(DeclaredSpace other) => new(
    [
        .. Hyperparameters.Select(h => other.Find(h.Name) ?? h),
        .. other.Hyperparameters.Where(h => Find(h.Name) is null),
    ]);
}
