using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Tests.Training;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Networks;

public sealed class NetworkDefinitionTests
{
    private const int Billion = 1_000_000_000;

    [Theory]
    [InlineData(new int[0], 7_850)]
    [InlineData(new[] { 128 }, 101_770)]
    [InlineData(new[] { 256, 128 }, 235_146)]
    [InlineData(new[] { Billion }, 795_000_000_010)]
    public void WeightCount_ImagesOfMnist_IsExact(int[] hiddenSizes, long expected) =>
        Assert.Equal(expected, Definition(hiddenSizes).WeightCount);

    [Fact]
    public void WeightCount_LargestSizes_DoesNotOverflow()
    {
        Int128 size = int.MaxValue;

        Int128 count = Definition([.. Enumerable.Repeat(int.MaxValue, 64)]).WeightCount;

        Assert.Equal((785 * size) + (63 * (size + 1) * size) + (10 * (size + 1)), count);
    }

    [Theory]
    [InlineData(new[] { 128 }, 64)]
    [InlineData(new[] { 128 }, 2048)]
    [InlineData(new[] { 512, 512 }, 256)]
    public void EstimateTrainingBytes_OrdinaryNetwork_IsCloseToWhatTrainingAllocates(int[] hiddenSizes, int rows) =>
        CheckEstimate(Definition(hiddenSizes), rows);

    [Theory]
    [InlineData(false, 0, KernelKind.Vector, 64)]
    [InlineData(true, 0, KernelKind.Vector, 64)]
    [InlineData(false, 0.5, KernelKind.Vector, 64)]
    [InlineData(true, 0.5, KernelKind.Vector, 8)]
    [InlineData(false, 0, KernelKind.Reference, 4)]
    public void EstimateTrainingBytes_Convolutions_IsCloseToWhatTrainingAllocates(
        bool batchNormalization, double dropout, KernelKind kernel, int rows) =>
        CheckEstimate(
            Convolutional(8, 16) with { BatchNormalization = batchNormalization, Dropout = dropout, Kernel = kernel }, rows);

    // Copies of the weights and of the derivatives by them are most of what is needed here.
    [Fact]
    public void EstimateTrainingBytes_ManyFiltersAndFewRows_IsCloseToWhatTrainingAllocates() =>
        CheckEstimate(Convolutional(64, 256), rows: 2);

    [Fact]
    public void EstimateTrainingBytes_Threads_CountTheirImages()
    {
        NetworkDefinition definition = Convolutional(8, 16);

        Int128 more = definition.EstimateTrainingBytes(8, threads: 3) - definition.EstimateTrainingBytes(8);

        // Of each convolution an image with two rows of zeros around it, and the derivative by its output twice.
        Assert.Equal(2 * sizeof(float) * ((32 * 32) + (2 * 28 * 28 * 8) + (18 * 18 * 8) + (2 * 14 * 14 * 16)), more);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WeightCount_Convolutions_IsThatOfTheTensors(bool batchNormalization)
    {
        NetworkDefinition definition = Convolutional(6, 7) with { BatchNormalization = batchNormalization };

        Assert.Equal(new Network<float>(definition, RandomSource.FromSeed(1)).Weights.Sum(w => w.Count), definition.WeightCount);
    }

    [Fact]
    public void Multiplications_Convolutions_AreThoseOfEachPlace() => Assert.Equal(
        (25 * 28 * 28 * 8) + (25 * 8 * 14 * 14 * 16) + (7 * 7 * 16 * 32) + (32 * 10), Convolutional(8, 16).Multiplications);

    private static void CheckEstimate(NetworkDefinition definition, int rows)
    {
        // All ink: the pixels of mostly empty images are not copied.
        byte[] pixels = new byte[rows * 784];
        Array.Fill(pixels, (byte)255);
        var images = new ImageSubset(new LabelledImages(28, 28, pixels, new byte[rows]));
        ILoss<float> loss = new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>();

        long before = GC.GetAllocatedBytesForCurrentThread();
        var network = new Network<float>(definition, RandomSource.FromSeed(1), RandomSource.FromSeed(2));
        new WeightSnapshot<float>(network).Take();
        new Trainer<float>(network, loss, new SgdOptimizer<float>(), 1)
            .TrainEpoch(images, rows, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(1));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange((double)definition.EstimateTrainingBytes(rows) / allocated, 0.75, 2);
    }

    [Fact]
    public void EstimateTrainingBytes_LargestSizes_DoesNotOverflow()
    {
        NetworkDefinition definition = Definition([Billion, Billion]);

        Int128 bytes = definition.EstimateTrainingBytes(Billion);

        Assert.InRange(bytes, 12 * definition.WeightCount, Int128.MaxValue);
        Assert.True(bytes > definition.EstimateTrainingBytes(1));
    }

    private static NetworkDefinition Convolutional(int first, int second) => Definition([]) with
    {
        Input = new FeatureShape(28, 28, 1),
        HiddenLayers =
        [
            new ConvolutionHiddenLayer(first, 5), new MaxPoolingHiddenLayer(2), new ConvolutionHiddenLayer(second, 5),
            new MaxPoolingHiddenLayer(2),
            new DenseHiddenLayer(32),
        ],
    };

    private static NetworkDefinition Definition(int[] hiddenSizes) => new()
    {
        Input = FeatureShape.Flat(784),
        HiddenLayers = HiddenLayer.Dense(hiddenSizes),
        OutputSize = 10,
        Activation = ActivationKind.Relu,
        Initializer = new HeNormalInitializer(),
    };
}
