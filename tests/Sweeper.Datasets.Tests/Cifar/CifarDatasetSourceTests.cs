using Sweeper.Datasets.Cifar;

namespace Sweeper.Datasets.Tests.Cifar;

public sealed class CifarDatasetSourceTests
{
    public static TheoryData<CifarDatasetSource, int> Sources => new()
    {
        { Cifar10Dataset.Source, 10 },
        { Cifar100Dataset.Source, 100 },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_Published_HasItsCountsClassesAndChecksum(CifarDatasetSource source, int classes)
    {
        Assert.Equal($"cifar-{classes}", source.Name);
        Assert.Equal(50_000, source.TrainFiles.Sum(file => file.Records));
        Assert.Equal(10_000, source.TestFiles.Sum(file => file.Records));
        Assert.Equal(classes, source.ClassNames.Distinct().Count());
        Assert.Equal(classes, source.ClassNames.Length);
        Assert.Equal(source.ClassNames.Order(StringComparer.Ordinal), source.ClassNames);
        Assert.True(source.Archive.PackedSha256 is { Length: 64 } sha && sha.All(char.IsAsciiHexDigitLower));
        Assert.All(source.Mirrors, mirror => Assert.True(mirror.Scheme == "https" && mirror.AbsolutePath.EndsWith('/')));
    }
}
