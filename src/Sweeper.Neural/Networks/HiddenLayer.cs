using System.Collections.Immutable;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>A hidden layer as it is declared, whatever it is given.</summary>
public abstract record HiddenLayer
{
    private protected HiddenLayer()
    {
    }

    /// <summary>Whether it has weights, and with them batch normalisation and an activation.</summary>
    public abstract bool HasWeights { get; }

    /// <summary>What it gives for an input; a size below 1 when it does not fit over the input.</summary>
    public abstract FeatureShape OutputOf(FeatureShape input);

    /// <summary>Its weights and biases for an input; exact for any sizes.</summary>
    public abstract Int128 WeightCountOf(FeatureShape input);

    /// <summary>What it multiplies to compute its output for one image; exact for any sizes.</summary>
    public abstract Int128 MultiplicationsOf(FeatureShape input);

    /// <summary>
    /// Numbers that training keeps for its sake besides its weights and what it gives, whatever the batch; exact for any sizes.
    /// </summary>
    /// <param name="input">What it is given.</param>
    /// <param name="threads">How many share its work; at least 1.</param>
    public virtual Int128 WorkingNumbersOf(FeatureShape input, int threads) => 0;

    /// <summary>Fully connected layers of some sizes.</summary>
    public static ImmutableArray<HiddenLayer> Dense(params IEnumerable<int> sizes) => [.. sizes.Select(s => new DenseHiddenLayer(s))];
}
