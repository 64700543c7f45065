using Sweeper.Neural.Randomness;

namespace Sweeper.Benchmarks.Products;

/// <summary>The shapes whose speed is promised.</summary>
internal static class ProductShapes
{
    /// <summary>The least work of a product in the sweep of sizes.</summary>
    public const double LeastFlops = 1e7;

    private const int LargestSize = 256;

    // With the two other sizes at their largest, a smaller one leaves less work than the sweep is about.
    private const int SmallestSize = 76;

    /// <summary>A batch of 128 through a layer of 1,024 by 1,024: forward, and its two gradients.</summary>
    public static IEnumerable<DenseProduct> LargeLayer() =>
    [
        new(new ProductShape(128, 1024, 1024), ProductForm.Plain),
        new(new ProductShape(128, 1024, 1024), ProductForm.TransposedLeft),
        new(new ProductShape(128, 1024, 1024), ProductForm.TransposedRight),
        new(new ProductShape(1024, 128, 1024), ProductForm.TransposedLeft),
    ];

    /// <summary>
    /// Sizes up to 256 in each dimension: the corners of what has enough work, and random ones, the same every time.
    /// </summary>
    public static IEnumerable<ProductShape> OddSizes(int randomCount)
    {
        ProductShape[] corners =
        [
            new(77, 256, 256), new(256, 77, 256), new(256, 256, 77), new(80, 251, 251), new(251, 80, 251), new(251, 251, 80),
            new(171, 171, 171), new(193, 193, 193), new(255, 255, 255), new(256, 256, 256),
        ];
        return corners.Concat(RandomSizes().Where(s => s.Flops >= LeastFlops).Take(randomCount));
    }

    private static IEnumerable<ProductShape> RandomSizes()
    {
        RandomSource random = RandomSource.FromSeed(2);
        while (true)
            yield return new ProductShape(Size(), Size(), Size());

        int Size() => SmallestSize + random.NextInt32(LargestSize - SmallestSize + 1);
    }
}
