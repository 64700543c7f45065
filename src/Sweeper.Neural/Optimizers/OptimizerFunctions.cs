using System.Numerics;

namespace Sweeper.Neural.Optimizers;

/// <summary>Makes optimisers.</summary>
public static class OptimizerFunctions
{
    /// <summary>An optimiser that has not taken a step.</summary>
    public static IOptimizer<T> Create<T>(OptimizerDefinition definition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => definition.Kind switch
        {
            OptimizerKind.Sgd => new SgdOptimizer<T>(),
            OptimizerKind.Momentum => new MomentumOptimizer<T>(definition.Momentum),
            OptimizerKind.Nesterov => new NesterovOptimizer<T>(definition.Momentum),
            OptimizerKind.RmsProp => new RmsPropOptimizer<T>(definition.Decay, definition.Epsilon),
            OptimizerKind.Adam => new AdamOptimizer<T>(definition.Beta1, definition.Beta2, definition.Epsilon, weightDecay: 0),
            OptimizerKind.AdamW =>
                new AdamOptimizer<T>(definition.Beta1, definition.Beta2, definition.Epsilon, definition.WeightDecay),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, null),
        };
}
