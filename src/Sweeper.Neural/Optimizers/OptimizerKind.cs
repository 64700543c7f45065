using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Families;

namespace Sweeper.Neural.Optimizers;

/// <summary>The ways to turn gradients into updates.</summary>
public abstract class OptimizerKind : FamilyMember
{
    private const string Share = "momentum";
    private const string Decay = "decay";
    private const string Beta1 = "beta1";
    private const string Beta2 = "beta2";
    private const string Epsilon = "epsilon";

    private static readonly List<OptimizerKind> Known = [];

    private static readonly Setting EpsilonSetting =
        new(Epsilon, "is added to the divisor, so that it is never 0") { ExcludesMinimum = true, Default = 1e-8 };

    private OptimizerKind(string name, int statesPerWeight, params ImmutableArray<Setting> settings)
        : base(name, settings)
    {
        StatesPerWeight = statesPerWeight;
        Known.Add(this);
    }

    public static OptimizerKind Sgd { get; } = new SgdKind();

    public static OptimizerKind Momentum { get; } = new MomentumKind("momentum", looksAhead: false);

    public static OptimizerKind Nesterov { get; } = new MomentumKind("nesterov", looksAhead: true);

    public static OptimizerKind RmsProp { get; } = new RmsPropKind();

    public static OptimizerKind Adam { get; } = new AdamKind("adam", decaysWeights: false);

    public static OptimizerKind AdamW { get; } = new AdamKind("adamw", decaysWeights: true);

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<OptimizerKind> All { get; } = [.. Known];

    /// <summary>Numbers that the optimiser remembers per weight.</summary>
    public int StatesPerWeight { get; }

    /// <summary>
    /// Whether it takes the weight decay off the weights itself; with the others it is added to the gradients.
    /// </summary>
    public virtual bool DecaysWeights => false;

    internal abstract IOptimizer<T> Create<T>(OptimizerDefinition definition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static Setting Remembered(string name, string description, double usual) =>
        new(name, description) { Maximum = 1, ExcludesMaximum = true, Default = usual };

    private sealed class SgdKind() : OptimizerKind("sgd", statesPerWeight: 0)
    {
        internal override IOptimizer<T> Create<T>(OptimizerDefinition definition) => new SgdOptimizer<T>();
    }

    private sealed class MomentumKind(string name, bool looksAhead)
        : OptimizerKind(name, 1, Remembered(Share, "the share of the last step that is kept in the next", 0.9))
    {
        internal override IOptimizer<T> Create<T>(OptimizerDefinition definition) =>
            new MomentumOptimizer<T>(definition.Settings[Share], looksAhead);
    }

    private sealed class RmsPropKind()
        : OptimizerKind(
            "rmsprop", 1, Remembered(Decay, "the decay of the running mean of the squared gradients", 0.99), EpsilonSetting)
    {
        internal override IOptimizer<T> Create<T>(OptimizerDefinition definition) =>
            new RmsPropOptimizer<T>(definition.Settings[Decay], definition.Settings[Epsilon]);
    }

    private sealed class AdamKind(string name, bool decaysWeights) : OptimizerKind(
        name,
        2,
        Remembered(Beta1, "the decay of the running mean of the gradients", 0.9),
        Remembered(Beta2, "the decay of the running mean of their squares", 0.999),
        EpsilonSetting)
    {
        public override bool DecaysWeights => decaysWeights;

        internal override IOptimizer<T> Create<T>(OptimizerDefinition definition) => new AdamOptimizer<T>(
            definition.Settings[Beta1], definition.Settings[Beta2], definition.Settings[Epsilon], decaysWeights
                ? definition.WeightDecay : 0);
    }
}
