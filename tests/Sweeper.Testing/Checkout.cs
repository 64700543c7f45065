namespace Sweeper.Testing;

/// <summary>The checkout that these tests were built from.</summary>
public static class Checkout
{
    /// <summary>Its folder: the one with Sweeper.sln, above the test's own.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "Sweeper.sln")))
                return candidate.FullName;
        }

        throw new DirectoryNotFoundException($"There is no Sweeper.sln above {folder}.");
    }
}
