using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>Where in an image lies what the products of a convolution read and write.</summary>
internal sealed class ConvolutionTables
{
    /// <param name="shape">How filters lie.</param>
    public ConvolutionTables(ConvolutionShape shape)
    {
        FeatureShape padded = shape.PaddedInput, output = shape.Output;
        Places = Offsets(output.Height, output.Width, 1, padded, shape.Stride);
        Patch = Offsets(shape.KernelSize, shape.KernelSize, padded.Channels, padded, 1);
        Outputs = Multiples(Places.Length, shape.Filters);
        Weights = Multiples(Patch.Length, shape.Filters);
        (PlaceRows, PatchRows) = (WholeTiles(Places), WholeTiles(Patch));

        // A derivative by an input is a sum over the places whose filters lie over it, some of which do not exist: there the
        // derivative by the output is surrounded by zeros.
        OutputMargin = (shape.KernelSize - 1 - shape.Padding) / shape.Stride;
        PaddedOutput = new FeatureShape(
            OutputMargin + Math.Max(output.Height, ((shape.Input.Height - 1 + shape.Padding) / shape.Stride) + 1),
            OutputMargin + Math.Max(output.Width, ((shape.Input.Width - 1 + shape.Padding) / shape.Stride) + 1),
            shape.Filters);
        InputClasses =
        [
            .. from row in Enumerable.Range(0, shape.Stride)
               from column in Enumerable.Range(0, shape.Stride)
               select new ConvolutionInputClass(shape, PaddedOutput, OutputMargin, row, column),
        ];
    }

    /// <summary>Where in the padded input the filters begin at each place: [places].</summary>
    public int[] Places { get; }

    /// <summary>How far behind that each number under a filter lies: [patch].</summary>
    public int[] Patch { get; }

    /// <summary><see cref="Places"/> as rows of a product, which go on to whole tiles.</summary>
    public int[] PlaceRows { get; }

    /// <summary><see cref="Patch"/> as rows of a product, which go on to whole tiles.</summary>
    public int[] PatchRows { get; }

    /// <summary>Where in the output each place begins: [places].</summary>
    public int[] Outputs { get; }

    /// <summary>Where in the weights each number under a filter begins: [patch].</summary>
    public int[] Weights { get; }

    /// <summary>The derivative by the output with zeros around it.</summary>
    public FeatureShape PaddedOutput { get; }

    /// <summary>Rows of zeros above it, and columns before it.</summary>
    public int OutputMargin { get; }

    /// <summary>The positions of the input, put together by which parts of the filters lie over them.</summary>
    public ConvolutionInputClass[] InputClasses { get; }

    /// <summary>The offsets of rows, the last one again and again until they fill tiles.</summary>
    public static int[] WholeTiles(int[] rows) =>
    [
        .. rows,
        .. Enumerable.Repeat(rows.LastOrDefault(),
            (ConvolutionProduct.TileRows - (rows.Length % ConvolutionProduct.TileRows)) % ConvolutionProduct.TileRows),
    ];

    private static int[] Offsets(int rows, int columns, int channels, FeatureShape image, int step) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           from channel in Enumerable.Range(0, channels)
           select checked((((row * image.Width) + column) * step * image.Channels) + channel),
    ];

    private static int[] Multiples(int count, int step) => [.. Enumerable.Range(0, count).Select(i => checked(i * step))];
}

/// <summary>
/// The positions of an input over which the same numbers of a filter come to lie: with a stride of 1 all, with a stride of 2
/// those in rows and columns of even number, and so on.
/// </summary>
internal sealed class ConvolutionInputClass
{
    private readonly int[] _taps;
    private readonly int _channels;
    private readonly int _filters;

    /// <param name="shape">How filters lie.</param>
    /// <param name="paddedOutput">The derivative by the output with zeros around it.</param>
    /// <param name="margin">Rows above it and columns before it.</param>
    /// <param name="row">The row of the padded input, modulo the stride.</param>
    /// <param name="column">The column of it.</param>
    public ConvolutionInputClass(ConvolutionShape shape, FeatureShape paddedOutput, int margin, int row, int column)
    {
        (_channels, _filters) = (shape.Input.Channels, shape.Filters);
        (int Row, int Column)[] positions =
        [
            .. from y in Enumerable.Range(0, shape.Input.Height).Where(y => (y + shape.Padding) % shape.Stride == row)
               from x in Enumerable.Range(0, shape.Input.Width).Where(x => (x + shape.Padding) % shape.Stride == column)
               select (y, x),
        ];
        (int Row, int Column)[] taps =
        [
            .. from y in Enumerable.Range(0, shape.KernelSize).Where(y => y % shape.Stride == row)
               from x in Enumerable.Range(0, shape.KernelSize).Where(x => x % shape.Stride == column)
               select (y, x),
        ];
        Inputs = [.. positions.Select(p => ((p.Row * shape.Input.Width) + p.Column) * _channels)];
        int origin = ((margin * paddedOutput.Width) + margin) * _filters;
        PlaceRows = ConvolutionTables.WholeTiles(
            [.. positions.Select(p => origin + Place(p.Row + shape.Padding, p.Column + shape.Padding))]);
        Taps = [.. taps.SelectMany(t => Enumerable.Range(0, _filters).Select(f => f - Place(t.Row, t.Column)))];
        _taps = [.. taps.Select(t => (t.Row * shape.KernelSize) + t.Column)];

        int Place(int y, int x) => checked(((y / shape.Stride * paddedOutput.Width) + (x / shape.Stride)) * _filters);
    }

    /// <summary>Where in the input each position begins: [positions].</summary>
    public int[] Inputs { get; }

    /// <summary>
    /// Where in the padded output the place begins whose filter begins at each position: [positions], and on to whole tiles.
    /// </summary>
    public int[] PlaceRows { get; }

    /// <summary>How far from that the outputs lie whose filters have each of their numbers over the position: [inner].</summary>
    public int[] Taps { get; }

    // weights [kernel rows, kernel columns, channels, filters] → turned [inner, channels]
    /// <summary>Copies the weights that the outputs are multiplied with.</summary>
    public void Turn<T>(ReadOnlySpan<T> weights, Span<T> turned)
        where T : unmanaged
    {
        int row = 0;
        foreach (int tap in _taps)
        {
            for (int filter = 0; filter < _filters; filter++, row++)
            {
                for (int channel = 0; channel < _channels; channel++)
                    turned[(row * _channels) + channel] = weights[(((tap * _channels) + channel) * _filters) + filter];
            }
        }
    }
}
