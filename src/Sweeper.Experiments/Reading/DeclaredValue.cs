using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>A value of a hyperparameter and where it was written.</summary>
internal sealed record DeclaredValue(HyperparameterValue Value, SyntaxNode Node);
