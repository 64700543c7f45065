using Sweeper.Cli.Machine;

namespace Sweeper.Cli.Tests.Machine;

public sealed class GitCommitTests
{
    [Fact]
    public void Find_FolderOutsideAnyCheckout_IsNull()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(GitCommit.Find(folder.Root));
    }

    [Fact]
    public void Find_FolderThatDoesNotExist_IsNull() =>
        Assert.Null(GitCommit.Find(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
}
