namespace Sweeper.Datasets.Idx;

/// <summary>What an IDX file of bytes holds; the value is its magic number.</summary>
internal enum IdxKind
{
    /// <summary>One dimension: count.</summary>
    Labels = 0x0801,

    /// <summary>Three dimensions: count, height, width.</summary>
    Images = 0x0803,
}
