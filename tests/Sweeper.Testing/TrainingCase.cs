using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Training;

namespace Sweeper.Testing;

/// <summary>A network for <see cref="BrightQuadrants"/> with its trainer; always the same first weights.</summary>
public sealed class TrainingCase
{
    public TrainingCase(LossKind? loss = null, OutputKind? output = null, params int[] hiddenSizes)
        : this(loss ?? LossKind.CrossEntropy, output ?? OutputKind.Softmax, dropsLast: false, hiddenSizes)
    {
    }

    /// <param name="loss">What is made small.</param>
    /// <param name="output">One that goes with it.</param>
    /// <param name="dropsLast">See <see cref="Trainer{T}.DropsLast"/>.</param>
    /// <param name="hiddenSizes">Of the network.</param>
    public TrainingCase(LossKind loss, OutputKind output, bool dropsLast, params int[] hiddenSizes)
    {
        var definition = new NetworkDefinition
        {
            Input = FeatureShape.Flat(BrightQuadrants.PixelCount),
            HiddenLayers = HiddenLayer.Dense(hiddenSizes),
            OutputSize = BrightQuadrants.Classes,
            Activation = ActivationKind.Tanh,
            Initializer = new GlorotUniformInitializer(),
        };
        Network = new Network<float>(definition, RandomSource.FromSeed(1));
        Trainer = new Trainer<float>(Network, new LossDefinition(loss, output).Create<float>(), new SgdOptimizer<float>(),
            1 / 255.0) { DropsLast = dropsLast };
    }

    public Network<float> Network { get; }

    public Trainer<float> Trainer { get; }

    public float[] Weights => [.. Network.Weights.SelectMany(w => w.Values.ToArray())];
}
