namespace Sweeper.Cli.Tests;

internal static class TemporaryFolders
{
    extension(TemporaryFolder folder)
    {
        /// <summary>A results folder in it, which does not exist until something is run.</summary>
        public string Results => folder.File("results");
    }
}
