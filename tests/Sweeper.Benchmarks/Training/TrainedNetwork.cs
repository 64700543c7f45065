using System.Diagnostics;
using Sweeper.Datasets;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Training;

namespace Sweeper.Benchmarks.Training;

/// <summary>
/// A network in training as the peers train theirs: sigmoid units, binary cross-entropy and first weights normal × 0.01, or with
/// convolutions rectified units, cross-entropy and those of He et al.; plain gradient descent in batches of
/// <see cref="BatchSize"/>, and after each epoch the full training and test sets measured. For one thread.
/// </summary>
internal sealed class TrainedNetwork
{
    public const int BatchSize = 128;

    /// <summary>The learning rate where none is varied.</summary>
    public const double UsualLearningRate = 0.1;

    private const double WeightScale = 0.01;
    private const double PixelScale = 1.0 / 255;

    private readonly ImageSubset _train;
    private readonly ImageSubset _test;
    private readonly Trainer<float> _trainer;
    private readonly LearningRatePlan _learningRate;
    private readonly RandomSource _order = RandomSource.FromSeed(2);

    public TrainedNetwork(
        NetworkNotation hidden, Dataset dataset, double learningRate = UsualLearningRate, KernelKind kernel = KernelKind.Vector)
    {
        _train = new ImageSubset(dataset.Train);
        _test = new ImageSubset(dataset.Test);
        _learningRate = new LearningRatePlan(learningRate, new ConstantSchedule(), warmupEpochs: 0, stepsPerEpoch: 1, epochs: 1);
        NetworkDefinition definition = new()
        {
            Input = dataset.Train.Shape,
            HiddenLayers = hidden.Layers,
            OutputSize = dataset.ClassNames.Length,
            Activation = hidden.IsConvolutional ? ActivationKind.Relu : ActivationKind.Sigmoid,
            Initializer = hidden.IsConvolutional ? new HeNormalInitializer() : new NormalInitializer(WeightScale),
            Kernel = kernel,
        };
        _trainer = new Trainer<float>(
            new Network<float>(definition, RandomSource.FromSeed(1)),
            hidden.IsConvolutional
                ? new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>()
                : new LossDefinition(LossKind.BinaryCrossEntropy, OutputKind.Sigmoid).Create<float>(),
            new SgdOptimizer<float>(),
            PixelScale);
    }

    /// <summary>The training set after the last epoch.</summary>
    public SubsetMetrics TrainMetrics { get; private set; }

    /// <summary>The test set after the last epoch.</summary>
    public SubsetMetrics TestMetrics { get; private set; }

    /// <summary>Trains an epoch and measures both sets.</summary>
    public EpochTime RunEpoch()
    {
        long started = Stopwatch.GetTimestamp();
        _trainer.TrainEpoch(_train, BatchSize, _learningRate, epoch: 1, _order);
        long trained = Stopwatch.GetTimestamp();
        TrainMetrics = _trainer.Evaluate(_train);
        TestMetrics = _trainer.Evaluate(_test);
        long measured = Stopwatch.GetTimestamp();
        return new EpochTime(
            Stopwatch.GetElapsedTime(started, trained).TotalSeconds, Stopwatch.GetElapsedTime(trained, measured).TotalSeconds);
    }
}
