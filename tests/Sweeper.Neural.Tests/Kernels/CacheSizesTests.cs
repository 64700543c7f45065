using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class CacheSizesTests
{
    [Fact]
    public void FirstLevelBytes_ThisProcessor_IsThatOfAProcessor() =>
        Assert.InRange(CacheSizes.FirstLevelBytes, 8 << 10, 1 << 20);

    [Theory]
    [InlineData("1", "Data", "48K", 48 << 10)]
    [InlineData("1", "Unified", "16K", 16 << 10)]
    [InlineData("1", "Instruction", "32K", 0)]
    [InlineData("2", "Unified", "512K", 0)]
    [InlineData("1", "Data", "", 0)]
    public void OfSystem_FolderOfACache_IsItsSizeWhereItIsTheFirstOfData(string level, string type, string size, int expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("index0/level", level + "\n");
        folder.Write("index0/type", type + "\n");
        folder.Write("index0/size", size + "\n");

        Assert.Equal(expected, CacheSizes.OfSystem(folder.Root));
    }

    [Fact]
    public void OfSystem_NoFolder_IsNothing() => Assert.Equal(0, CacheSizes.OfSystem("/no/such/folder"));
}
