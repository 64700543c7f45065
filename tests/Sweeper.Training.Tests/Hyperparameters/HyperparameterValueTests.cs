using Sweeper.Experiments;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.Hyperparameters;

namespace Sweeper.Training.Tests.Hyperparameters;

public sealed class HyperparameterValueTests
{
    [Theory]
    [InlineData("architecture: 64", "\"64\"")]
    [InlineData("architecture: 128-64", "\"128-64\"")]
    [InlineData("architecture: \"0128-64\"", "\"128-64\"")]
    [InlineData("architecture: {value: [128, 64]}", "\"128-64\"")]
    [InlineData("architecture: 784-128-64-10", "\"128-64\"")]
    [InlineData("architecture: 784-10", "\"linear\"")]
    [InlineData("architecture: linear", "\"linear\"")]
    [InlineData("architecture: 784-784-128-10", "\"784-128\"")]
    [InlineData("architecture: 784", "\"784\"")]
    [InlineData("architecture: 1000000000", "\"1000000000\"")]
    [InlineData("architecture: [128, 64]", "\"128\" \"64\"")]
    [InlineData("architecture: [[128, 64], [64], linear]", "\"128-64\" \"64\" \"linear\"")]
    [InlineData("architecture: {values: [[128, 64], \"32\"]}", "\"128-64\" \"32\"")]
    [InlineData("architecture: 32c3-p2-64c3s2v-128", "\"32c3-p2-64c3s2v-128\"")]
    [InlineData("architecture: [032c03s01-p02-0128, 8c3s1v, p2, p1-p28]", "\"32c3-p2-128\" \"8c3v\" \"p2\" \"p1-p28\"")]
    [InlineData("architecture: [\"128\", \"32c3-p2-64c3-p2-128\", [16c5, p2, 64], [\"16c5\", \"p2\", \"32\"]]",
        "\"128\" \"32c3-p2-64c3-p2-128\" \"16c5-p2-64\" \"16c5-p2-32\"")]
    [InlineData("architecture: [784-32c3-p2-64-10, 784-p2-10, [784, 8c3, 10]]", "\"32c3-p2-64\" \"p2\" \"8c3\"")]
    [InlineData("architecture: [1000000c3, 1c29, 8c5-p28]", "\"1000000c3\" \"1c29\" \"8c5-p28\"")]
    [InlineData("learning_rate: [1e-3, .5, 1, 0.10]", "0.001 0.5 1 0.1")]
    [InlineData("learning_rate: {values: [0.1, 0.2]}", "0.1 0.2")]
    [InlineData("learning_rate: {value: 0.1}", "0.1")]
    [InlineData("batch_size: [1, full, 64.0, 9000]", "1 \"full\" 64 9000")]
    [InlineData("epochs: [0, 1000000]", "0 1000000")]
    [InlineData("activation: [sigmoid, tanh, 'relu']", "\"sigmoid\" \"tanh\" \"relu\"")]
    [InlineData("initializer: [he_normal, {name: normal, scale: 0.01}]", "\"he_normal\" {\"name\":\"normal\",\"scale\":0.01}")]
    [InlineData("initializer: {name: uniform, range: 0.5}", "{\"name\":\"uniform\",\"range\":0.5}")]
    [InlineData("initializer: {name: lecun_normal}", "\"lecun_normal\"")]
    [InlineData("activation: [[relu, tanh], gelu]\n  architecture: 8-8", "[\"relu\",\"tanh\"] \"gelu\"")]
    [InlineData("activation: {value: [relu]}", "[\"relu\"]")]
    [InlineData("optimizer: [adam, {name: adam, beta1: 0.8, beta2: 0.999}]", "\"adam\" {\"beta1\":0.8,\"name\":\"adam\"}")]
    [InlineData("optimizer: {name: momentum, momentum: 0.9}", "\"momentum\"")]
    [InlineData("loss: {name: mean_squared_error, reduction: sum}", "\"mean_squared_error\"")]
    [InlineData("loss: {name: mean_squared_error, reduction: half}", "{\"name\":\"mean_squared_error\",\"reduction\":\"half\"}")]
    [InlineData("schedule: {name: step, every: 5, factor: 0.5}", "{\"every\":5,\"factor\":0.5,\"name\":\"step\"}")]
    [InlineData("schedule: [cosine, {name: one_cycle, warmup: 0.5}]", "\"cosine\" {\"name\":\"one_cycle\",\"warmup\":0.5}")]
    [InlineData("gradient_clip: [none, 1]", "\"none\" 1")]
    [InlineData("batch_normalization: [true, false]", "true false")]
    [InlineData("dropout: [0, 0.5]", "0 0.5")]
    [InlineData("augmentation: [none, {rotate: 10, shift: 2, shear: 0}]", "\"none\" {\"rotate\":10,\"shift\":2}")]
    [InlineData("augmentation: {shift: 0}", "\"none\"")]
    [InlineData("kernel: reference", "\"reference\"")]
    [InlineData("initializer: {value: {name: normal, scale: 1}}", "{\"name\":\"normal\",\"scale\":1}")]
    public void Load_WaysToWriteAValue_BecomeOneForm(string parameter, string canonical)
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits($"parameters:\n  {parameter}"));

        Assert.Equal(canonical, string.Join(' ', experiment.Space.Hyperparameters[0].Values.Select(v => v.Canonical)));
    }

    [Theory]
    [InlineData("{}", "relu", "he_normal", "cross_entropy", "softmax")]
    [InlineData("{\"activation\":\"tanh\"}", "tanh", "glorot_uniform", "cross_entropy", "softmax")]
    [InlineData("{\"activation\":\"gelu\"}", "gelu", "he_normal", "cross_entropy", "softmax")]
    [InlineData("{\"activation\":\"softplus\"}", "softplus", "glorot_uniform", "cross_entropy", "softmax")]
    [InlineData("{\"activation\":[\"relu\",\"tanh\"]}", "[\"relu\",\"tanh\"]", "glorot_uniform", "cross_entropy", "softmax")]
    [InlineData("{\"loss\":\"binary_cross_entropy\"}", "relu", "he_normal", "binary_cross_entropy", "sigmoid")]
    [InlineData("{\"loss\":\"mean_squared_error\"}", "relu", "he_normal", "mean_squared_error", "sigmoid")]
    [InlineData("{\"loss\":\"mean_squared_error\",\"output\":\"identity\"}", "relu", "he_normal", "mean_squared_error",
        "identity")]
    public void Complete_MissingValues_AreTheDefaultsThatFitTheOthers(
        string declared, string activation, string initializer, string loss, string output)
    {
        var map = (MapValue)HyperparameterValue.Parse(declared);

        HyperparameterValues complete = NetworkHyperparameters.Table.Complete(new HyperparameterValues(map.Entries));

        Assert.Equal(
            $"activation={activation}, architecture=128, augmentation=none, batch_normalization=false, batch_size=128, "
            + $"drop_last=false, dropout=0, epochs=20, "
            + $"gradient_clip=none, initializer={initializer}, input_dropout=0, kernel=vector, l1=0, label_smoothing=0, "
            + $"learning_rate=0.1, "
            + $"loss={loss}, optimizer=sgd, output={output}, schedule=constant, weight_decay=0",
            complete.ToString());
    }

    [Fact]
    public void Distinguishing_ValuesAtTheirDefaults_AreLeftOut()
    {
        HyperparameterValues complete = NetworkHyperparameters.Table.Complete(new HyperparameterValues(
        [
            KeyValuePair.Create<string, HyperparameterValue>("activation", "tanh"),
            KeyValuePair.Create<string, HyperparameterValue>("initializer", "glorot_uniform"),
            KeyValuePair.Create<string, HyperparameterValue>("learning_rate", 0.1),
        ]));

        Assert.Equal("{\"activation\":\"tanh\"}", NetworkHyperparameters.Table.Distinguishing(complete).Canonical);
    }

    [Fact]
    public void All_EveryDefinition_IsDocumentedAndDependsOnlyOnFixedDefaults()
    {
        Assert.All(NetworkHyperparameters.Table.All, definition =>
        {
            Assert.NotEmpty(definition.Description);
            Assert.NotEmpty(definition.Allowed);
            Assert.NotEmpty(definition.DefaultText);
            Assert.All(definition.DependsOn, name => Assert.Empty(NetworkHyperparameters.Table.Find(name)!.DependsOn));
        });
    }

    [Theory]
    [InlineData("linear", new int[0])]
    [InlineData("128-64", new[] { 128, 64 })]
    public void HiddenLayers_OfAValue_AreItsLayers(string value, int[] sizes) =>
        Assert.Equal(HiddenLayer.Dense(sizes).AsEnumerable(), ArchitectureHyperparameter.HiddenLayers(value));

    [Fact]
    public void HiddenLayers_ConvolutionsAndPooling_AreItsLayers()
    {
        HiddenLayer[] expected =
        [
            new ConvolutionHiddenLayer(32, 3), new ConvolutionHiddenLayer(16, 5, 2),
            new ConvolutionHiddenLayer(8, 4, 1, IsPadded: false),
            new ConvolutionHiddenLayer(4, 3, 2, IsPadded: false), new MaxPoolingHiddenLayer(2), new DenseHiddenLayer(128),
        ];

        Assert.Equal(expected, ArchitectureHyperparameter.HiddenLayers("32c3-16c5s2-8c4v-4c3s2v-p2-128"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("128-")]
    [InlineData("0")]
    [InlineData("p0")]
    [InlineData("32c3s0")]
    [InlineData("2000000c3")]
    [InlineData("8c3\n")]
    [InlineData("-8")]
    public void HiddenLayers_OfWhatWasNotValidated_IsRefused(string value) =>
        Assert.Throws<FormatException>(() => ArchitectureHyperparameter.HiddenLayers(value));

    [Fact]
    public void HiddenLayers_MoreThanAHundred_AreRefused()
    {
        string layers = string.Join('-', Enumerable.Repeat("8", 100));

        Assert.Equal(100, ArchitectureHyperparameter.HiddenLayers(layers).Length);
        Assert.Throws<FormatException>(() => ArchitectureHyperparameter.HiddenLayers(layers + "-8"));
        Assert.Equal(
            "test.yaml:4:17: architecture has 101 layers; at most 100 are allowed",
            ExperimentText.Errors(ExperimentText.WithDigits($"parameters:\n  architecture: {layers}-8")));
    }

    [Fact]
    public void ImagesOf_BatchSize_IsNeverMoreThanTheTrainingSet()
    {
        Assert.Equal(100, BatchSizeHyperparameter.ImagesOf("full", 100));
        Assert.Equal(100, BatchSizeHyperparameter.ImagesOf(128, 100));
        Assert.Equal(32, BatchSizeHyperparameter.ImagesOf(32, 100));
    }
}
