namespace Sweeper.EndToEnd.Tests.Layout;

/// <summary>A checkout must be whole: nothing in it may need a folder beside it.</summary>
public sealed class SourceTextTests
{
    // Put together here, so that this file does not find itself.
    private static readonly string FolderBeside = string.Concat("..", "/", "shared");

    private static readonly string[] Extensions =
        [".cs", ".razor", ".css", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".py", ".txt"];

    [Fact]
    public void Sources_FolderBesideTheCheckout_IsNotMentioned()
    {
        string[] files = [.. Sources()];

        Assert.Contains(files, f => f.EndsWith("SourceTextTests.cs", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("quickstart.yaml", StringComparison.Ordinal));
        Assert.DoesNotContain(files, MentionsFolderBeside);
    }

    private static bool MentionsFolderBeside(string file) =>
        File.ReadAllText(file).Replace('\\', '/').Contains(FolderBeside, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "experiments" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Checkout.Root))
        .Where(file => Extensions.Contains(Path.GetExtension(file)))
        .Where(file => !Path.GetRelativePath(Checkout.Root, file).Split('/', '\\').Any(part => part is "bin" or "obj"));
}
