using System.Numerics;

namespace Sweeper.Neural.Networks;

/// <summary>
/// A copy of a network's weights, and of what else its logits depend on, at one moment, reused for later moments.
/// </summary>
public sealed class WeightSnapshot<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly T[][] _values;

    /// <summary>Room for the weights of <paramref name="network"/>; empty until the first <see cref="Take"/>.</summary>
    public WeightSnapshot(Network<T> network)
    {
        _network = network;
        _values = [.. network.Tensors.Select(w => new T[w.Count])];
    }

    /// <summary>Whether weights were taken.</summary>
    public bool HasValue { get; private set; }

    /// <summary>Copies the network's weights as they are now.</summary>
    public void Take()
    {
        for (int i = 0; i < _values.Length; i++)
            _network.Tensors[i].Values.CopyTo(_values[i]);
        HasValue = true;
    }

    /// <summary>The taken values of one of the network's tensors, to read or to overwrite.</summary>
    /// <param name="tensor">Its index in <see cref="Network{T}.Tensors"/>.</param>
    internal Span<T> Values(int tensor) => _values[tensor];

    /// <summary>Says that the values were overwritten with ones taken earlier.</summary>
    internal void MarkTaken() => HasValue = true;

    /// <summary>Puts the taken weights back into the network.</summary>
    /// <exception cref="InvalidOperationException">None were taken.</exception>
    public void Restore()
    {
        if (!HasValue)
            throw new InvalidOperationException("No weights were taken.");
        for (int i = 0; i < _values.Length; i++)
            _values[i].CopyTo(_network.Tensors[i].Values);
    }
}
