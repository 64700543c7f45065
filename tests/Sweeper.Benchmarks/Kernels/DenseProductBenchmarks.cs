using BenchmarkDotNet.Attributes;
using Sweeper.Benchmarks.Products;

namespace Sweeper.Benchmarks.Kernels;

/// <summary>The three forms of the dense product at the shapes of common layers and at an odd one.</summary>
public class DenseProductBenchmarks
{
    private DenseProduct _product = null!;

    public static IEnumerable<ProductShape> Shapes =>
        [new(128, 784, 128), new(128, 128, 10), new(128, 512, 512), new(128, 1024, 1024), new(127, 251, 93)];

    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; }

    [ParamsAllValues]
    public ProductForm Form { get; set; }

    [GlobalSetup]
    public void Prepare() => _product = new DenseProduct(Shape, Form);

    [Benchmark]
    public void Multiply() => _product.Compute();
}
