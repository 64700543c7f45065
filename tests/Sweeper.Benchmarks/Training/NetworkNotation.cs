using System.Collections.Immutable;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.Hyperparameters;

namespace Sweeper.Benchmarks.Training;

/// <summary>The hidden layers of a network, written as in an experiment.</summary>
internal sealed record NetworkNotation
{
    private readonly string _text;

    private NetworkNotation(string text)
    {
        _text = text;
        Layers = ArchitectureHyperparameter.HiddenLayers(new TextValue(text));
    }

    /// <summary>First to last.</summary>
    public ImmutableArray<HiddenLayer> Layers { get; }

    /// <summary>Whether there are layers that are not fully connected.</summary>
    public bool IsConvolutional => Layers.Any(l => l is not DenseHiddenLayer);

    /// <summary>With the inputs and classes of MNIST: <c>784-512-512-10</c>.</summary>
    public string NetworkText => $"784-{_text}-10";

    /// <summary>As the command line and peers take them: <c>512-512</c>, <c>16c5-p2-128</c>.</summary>
    public override string ToString() => _text;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static NetworkNotation Parse(string text)
    {
        try
        {
            return new NetworkNotation(text);
        }
        catch (FormatException)
        {
            throw new FormatException($"'{text}' is no list of hidden layers such as 128, 512-512 or 16c5-p2-128.");
        }
    }
}
