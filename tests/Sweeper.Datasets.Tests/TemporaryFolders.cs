namespace Sweeper.Datasets.Tests;

internal static class TemporaryFolders
{
    extension(TemporaryFolder folder)
    {
        /// <summary>The folder of all datasets of a test.</summary>
        public string Path => folder.Root;
    }
}
