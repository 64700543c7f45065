using Sweeper.Experiments.Syntax;

namespace Sweeper.Training.Datasets;

/// <summary>What <c>cross_validation</c> says.</summary>
/// <param name="Node">Where it says it.</param>
/// <param name="Count">How many folds; null when that is wrong, which has been recorded.</param>
internal sealed record DeclaredFolds(SyntaxNode Node, long? Count);
