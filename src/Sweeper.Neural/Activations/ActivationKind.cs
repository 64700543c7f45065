using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Families;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Activations;

/// <summary>The activations of hidden layers.</summary>
public abstract class ActivationKind : FamilyMember
{
    private static readonly List<ActivationKind> Known = [];

    private ActivationKind(string name)
        : base(name, []) => Known.Add(this);

    public static ActivationKind Sigmoid { get; } = new Of<SigmoidActivation>("sigmoid");

    public static ActivationKind Tanh { get; } = new Of<TanhActivation>("tanh");

    public static ActivationKind Relu { get; } = new Of<ReluActivation>("relu") { IsRectifier = true,
        CommutesWithMaximum = true };

    public static ActivationKind LeakyRelu { get; } = new Of<LeakyReluActivation>("leaky_relu") { IsRectifier = true };

    public static ActivationKind Elu { get; } = new Of<EluActivation>("elu") { IsRectifier = true };

    public static ActivationKind Gelu { get; } = new Of<GeluActivation>("gelu") { IsRectifier = true };

    public static ActivationKind Swish { get; } = new Of<SwishActivation>("swish") { IsRectifier = true };

    public static ActivationKind Softplus { get; } = new Of<SoftplusActivation>("softplus");

    public static ActivationKind Identity { get; } = new Of<IdentityActivation>("identity");

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<ActivationKind> All { get; } = [.. Known];

    /// <summary>
    /// Whether it is nearly the identity above 0 and nearly constant below it: what the initialisers of He et al. are made for.
    /// </summary>
    public bool IsRectifier { get; private init; }

    /// <summary>
    /// Whether the largest of some numbers may be taken before or after it: it gives the same bits, and the derivative goes to
    /// the same of them, or is 0.
    /// </summary>
    internal bool CommutesWithMaximum { get; private init; }

    /// <summary>A layer of <paramref name="size"/> units, each passed through the activation, computed with registers.</summary>
    public abstract ILayer<T> CreateLayer<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The same layer, computed one number after the other.</summary>
    public abstract ILayer<T> CreateReferenceLayer<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private sealed class Of<TActivation>(string name) : ActivationKind(name)
        where TActivation : struct, IActivation
    {
        public override ILayer<T> CreateLayer<T>(int size) => new ActivationLayer<T, TActivation>(size);

        public override ILayer<T> CreateReferenceLayer<T>(int size) => new ReferenceActivationLayer<T, TActivation>(size);
    }
}
