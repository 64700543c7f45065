using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>
/// The first layer of a classifier that has weights, and how those of a unit make a picture: [Height, Width, Channels].
/// </summary>
/// <param name="Layer">The layer.</param>
/// <param name="Height">Rows of a picture: of a filter, or of what a fully connected layer is given.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Channels">Numbers per pixel: those of the images.</param>
/// <param name="UnitName">What a unit is: a <c>filter</c>, a <c>unit</c>, or a <c>class</c> where no other layer has
/// weights.</param>
internal sealed record FirstLayer(WeightedClassifierLayer Layer, int Height, int Width, int Channels, string UnitName)
{
    private const string Class = "class";

    /// <summary>Whether its units are the classes themselves, which have names and an order.</summary>
    public bool IsOfClasses => UnitName == Class;

    /// <summary>What its units are together.</summary>
    public string UnitsName => IsOfClasses ? "classes" : UnitName + "s";

    /// <summary>That of a classifier.</summary>
    public static FirstLayer Of(LayeredClassifier network)
    {
        WeightedClassifierLayer layer = network.Layers.OfType<WeightedClassifierLayer>().First();
        if (layer is ConvolutionClassifierLayer convolution)
            return new FirstLayer(layer, convolution.KernelSize, convolution.KernelSize, convolution.Channels, "filter");

        // Before it there can only be pooling, which makes the image smaller.
        (int height, int width) = network.Layers.TakeWhile(l => l != layer).OfType<MaxPoolingClassifierLayer>()
            .LastOrDefault() is { } pooling
            ? (pooling.Height / pooling.Size, pooling.Width / pooling.Size)
            : (network.Height, network.Width);
        return new FirstLayer(layer, height, width, network.Channels, layer == network.Layers[^1] ? Class : "unit");
    }
}
