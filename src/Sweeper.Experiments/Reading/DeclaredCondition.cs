using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>A condition as a file gives it.</summary>
/// <param name="Node">Its map.</param>
/// <param name="Space">The values of which a cell must have one each.</param>
internal sealed record DeclaredCondition(MappingNode Node, DeclaredSpace Space)
{
    public Condition ToCondition() => new() { Hyperparameters = Space.ToSearchSpace().Hyperparameters };
}
