using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests;

public sealed class DatasetChecksumTests
{
    private static readonly LabelledImages Train = new(2, 1, [1, 2, 3, 4], [0, 1]);
    private static readonly LabelledImages Test = new(2, 1, [5, 6], [1]);

    [Fact]
    public void Compute_KnownSets_MatchesIndependentImplementation()
    {
        // Python: hashlib.sha256(struct.pack('<3i', 2, 1, 2) + bytes([1, 2, 3, 4, 0, 1])
        //                        + struct.pack('<3i', 1, 1, 2) + bytes([5, 6, 1])).hexdigest()
        Assert.Equal("fbefbfd9d7e30287fa026498e31dadef49f3058267896408041f4d518488d6d7", DatasetChecksum.Compute(Train, Test));
    }

    [Fact]
    public void Compute_OtherPixelLabelSizeOrSet_DiffersFromEachOther()
    {
        string[] checksums =
        [
            DatasetChecksum.Compute(Train, Test),
            DatasetChecksum.Compute(Test, Train),
            DatasetChecksum.Compute(new LabelledImages(2, 1, [1, 2, 3, 9], [0, 1]), Test),
            DatasetChecksum.Compute(new LabelledImages(2, 1, [1, 2, 3, 4], [1, 1]), Test),
            DatasetChecksum.Compute(new LabelledImages(1, 2, [1, 2, 3, 4], [0, 1]), Test),
        ];

        Assert.Equal(checksums.Length, checksums.Distinct().Count());
    }
}
