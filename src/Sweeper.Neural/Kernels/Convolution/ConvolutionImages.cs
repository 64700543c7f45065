using System.Numerics;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>The image that a thread works on, and the derivative by its output, as the products read them.</summary>
/// <param name="shape">How filters lie.</param>
/// <param name="tables">Where what lies.</param>
internal sealed class ConvolutionImages<T>(ConvolutionShape shape, ConvolutionTables tables)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The zeros are there from the beginning and are never written.
    private AlignedArray<T> _image = new(0);
    private AlignedArray<T> _gradient = new(0);
    private AlignedArray<T> _panels = new(0);

    /// <summary>Memory of the products.</summary>
    public Scratch<T> Scratch { get; } = new();

    // x [height, width, channels] → [height + 2·padding, width + 2·padding, channels]
    /// <summary>Where the image begins with its zeros around it; valid until the next.</summary>
    public ref T Pad(ReadOnlySpan<T> image)
    {
        FeatureShape padded = shape.PaddedInput;
        return ref Insert(image, shape.Input, ref _image, padded, shape.Padding);
    }

    // ∂y [places, filters] → [rows, columns, filters] with zeros around
    /// <summary>Where the derivative begins with its zeros around it; valid until the next.</summary>
    public ref T PadGradient(ReadOnlySpan<T> gradient) =>
        ref Insert(gradient, shape.Output, ref _gradient, tables.PaddedOutput, tables.OutputMargin);

    // ∂y [places, filters] → panels
    /// <summary>The derivative in panels; valid until the next.</summary>
    public ReadOnlySpan<T> Pack(ReadOnlySpan<T> gradient, PanelLayout layout)
    {
        if (layout.IsRows)
            return gradient;
        int places = tables.Places.Length, length = places * layout.PackedColumns;
        if (_panels.Length < length)
            _panels = new AlignedArray<T>(length);
        layout.Pack(gradient, places, _panels.Span);
        return _panels.Span;
    }

    private static ref T Insert(
        ReadOnlySpan<T> image, FeatureShape shape, ref AlignedArray<T> room, FeatureShape padded, int margin)
    {
        if (room.Length == 0)
            room = new AlignedArray<T>(checked((int)padded.Count));
        Span<T> target = room.Span;
        int length = shape.Width * shape.Channels;
        for (int row = 0; row < shape.Height; row++)
        {
            int start = (((row + margin) * padded.Width) + margin) * shape.Channels;
            image.Slice(row * length, length).CopyTo(target[start..]);
        }

        return ref target[0];
    }
}
