namespace Sweeper.Testing;

/// <summary>
/// Something a test needs that a developer's machine may lack: the test is skipped with a reason there, and fails when the
/// variable <c>CI</c> is <c>true</c>, so that no build is green for want of what it should have tested.
/// </summary>
public static class Requirement
{
    /// <summary>Goes on when <paramref name="found"/> is there.</summary>
    /// <param name="found">What was looked for; null when it is missing.</param>
    /// <param name="advice">What is missing and how to get it, as a sentence.</param>
    public static T Need<T>(T? found, string advice)
        where T : class
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(found is not null, $"CI=true: {advice}");
        Skip.If(found is null, advice);
        return found!;
    }

    /// <summary>The path of the first program that is found.</summary>
    /// <param name="names">Names to look for on the PATH, or paths; null and empty ones are passed over.</param>
    /// <returns>Null when there is none.</returns>
    public static string? Program(params string?[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names
            .Where(name => !string.IsNullOrEmpty(name))
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name!)))
            .FirstOrDefault(File.Exists);
    }
}
