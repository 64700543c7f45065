using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Tests.Files;

public sealed class ResultsFolderTests
{
    private readonly ResultsFolder _folder = new(Path.Combine(Path.GetTempPath(), "never-created"));

    [Fact]
    public void SweepFolder_OfLaterNumber_HasItInItsName() =>
        Assert.Equal(Path.Combine(_folder.Path, "grid.2"), _folder.SweepFolder(new SweepReference("grid", 2)));

    [Theory]
    [InlineData("..")]
    [InlineData("../other")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("C:")]
    [InlineData("")]
    [InlineData("a\n")]
    [InlineData("Grid")]
    [InlineData("a\0b")]
    public void SweepFolder_NameThatIsNone_IsRefused(string name)
    {
        SweeperException e = Assert.Throws<SweeperException>(() => _folder.SweepFolder(new SweepReference(name, 1)));
        Assert.Equal(FailureKind.Input, e.Kind);
    }

    [Theory]
    [InlineData("..", ".bin")]
    [InlineData("models/../..", ".bin")]
    [InlineData("", ".bin")]
    [InlineData("models", "bin")]
    [InlineData("models", "./../x")]
    [InlineData("models", "..")]
    public void AttachmentPath_ThatCouldLeadElsewhere_IsRefused(string folder, string extension) =>
        Assert.Throws<SweeperException>(
        () => _folder.AttachmentPath(new SweepReference("grid", 1), new AttachmentFile(folder, extension), 1));

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("grid/../../x")]
    [InlineData("")]
    public void Resolve_PathThatLeavesTheFolder_IsRefused(string path) =>
        Assert.Throws<SweeperException>(() => _folder.Resolve(path));

    [Fact]
    public void Resolve_PathOfAnAttachment_IsBelowTheFolder()
    {
        string path = _folder.AttachmentPath(new SweepReference("grid", 1), new AttachmentFile("models", ".safetensors"), 3);
        Assert.Equal("grid/models/trial-3.safetensors", path);
        Assert.Equal(Path.Combine(_folder.Path, "grid", "models", "trial-3.safetensors"), _folder.Resolve(path));
    }
}
