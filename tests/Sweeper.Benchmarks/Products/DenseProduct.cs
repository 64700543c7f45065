using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Randomness;

namespace Sweeper.Benchmarks.Products;

/// <summary>A product of two random matrices, ready to be computed again and again.</summary>
internal sealed class DenseProduct
{
    private readonly ProductForm _form;
    private readonly AlignedArray<float> _a;
    private readonly AlignedArray<float> _b;
    private readonly AlignedArray<float> _c;
    private readonly Scratch<float> _scratch = new();

    public DenseProduct(ProductShape shape, ProductForm form)
    {
        Shape = shape;
        _form = form;
        RandomSource random = RandomSource.FromSeed(1);
        _a = RandomNumbers(random, shape.M * shape.K);
        _b = RandomNumbers(random, shape.K * shape.N);
        _c = new AlignedArray<float>(shape.M * shape.N);
    }

    public ProductShape Shape { get; }

    public string FormText => _form switch
    {
        ProductForm.TransposedLeft => "aᵀ·b",
        ProductForm.TransposedRight => "a·bᵀ",
        _ => "a·b",
    };

    public void Compute()
    {
        (int m, int k, int n) = Shape;
        Span<float> a = _a.Span, b = _b.Span, c = _c.Span;
        if (_form == ProductForm.TransposedLeft)
            MatrixProduct.MultiplyTransposedLeft<float>(a, b, c, m, k, n, accumulate: false, _scratch);
        else if (_form == ProductForm.TransposedRight)
            MatrixProduct.MultiplyTransposedRight<float>(a, b, c, m, k, n, accumulate: false, _scratch);
        else
            MatrixProduct.Multiply<float>(a, b, c, m, k, n, accumulate: false, _scratch);
    }

    private static AlignedArray<float> RandomNumbers(RandomSource random, int length)
    {
        AlignedArray<float> numbers = new(length);
        foreach (ref float number in numbers.Span)
            number = (float)random.NextNormal();
        return numbers;
    }
}
