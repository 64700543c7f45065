namespace Sweeper.Benchmarks.Products;

/// <summary>Which operand of a product lies transposed in memory.</summary>
public enum ProductForm
{
    /// <summary>a·b: the forward pass.</summary>
    Plain,

    /// <summary>aᵀ·b: the gradient of weights.</summary>
    TransposedLeft,

    /// <summary>a·bᵀ: the gradient of inputs.</summary>
    TransposedRight,
}
