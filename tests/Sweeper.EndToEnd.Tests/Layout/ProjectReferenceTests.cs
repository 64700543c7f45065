using System.Xml.Linq;

namespace Sweeper.EndToEnd.Tests.Layout;

/// <summary>Who may know whom: the walls between the projects.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string[] Products =
    [
        "Sweeper.Cli", "Sweeper.Clusters", "Sweeper.Dashboard", "Sweeper.Datasets", "Sweeper.Experiments", "Sweeper.Neural",
        "Sweeper.Programs", "Sweeper.Reporting",
        "Sweeper.Storage",
        "Sweeper.Sweeps", "Sweeper.Training",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Sweeper.Neural"] = [],
        ["Sweeper.Datasets"] = ["Sweeper.Neural"],
        ["Sweeper.Sweeps"] = [],
        ["Sweeper.Experiments"] = ["Sweeper.Sweeps"],
        ["Sweeper.Training"] = ["Sweeper.Experiments", "Sweeper.Sweeps", "Sweeper.Neural", "Sweeper.Datasets"],
        ["Sweeper.Programs"] = ["Sweeper.Experiments", "Sweeper.Sweeps"],
        ["Sweeper.Clusters"] = ["Sweeper.Experiments", "Sweeper.Sweeps"],
        ["Sweeper.Storage"] = ["Sweeper.Sweeps"],
        ["Sweeper.Reporting"] = ["Sweeper.Sweeps"],
        ["Sweeper.Dashboard"] = ["Sweeper.Reporting", "Sweeper.Storage", "Sweeper.Sweeps"],
        ["Sweeper.Cli"] = [.. Products.Except(["Sweeper.Cli"])],
        ["Sweeper.EndToEnd.Tests"] = ["Sweeper.Cli"],
        // The language is tested with the vocabulary of the network.
        ["Sweeper.Experiments.Tests"] = ["Sweeper.Experiments", "Sweeper.Training"],
        ["Sweeper.Testing"] = Products,
        // What the kernels are measured beside; nobody refers to it.
        ["LibTorchPeer"] = [],
        ["Sweeper.Benchmarks"] = Products,
    };

    private static readonly string[] Paths = [.. Directory
        .EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Projects => [.. Paths];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEveryProject_StayWithinTheWalls(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string[] allowed = Allowed.TryGetValue(name, out string[]? known) ? known : [TestedBy(name)];

        string[] references = [.. XDocument.Load(Path.Combine(Checkout.Root, project))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Projects_OfTheProduct_AreAllThereUnderSrc() => Assert.Equal(
        Products.Select(p => $"src/{p}/{p}.csproj").Order(StringComparer.Ordinal),
        Paths.Where(p => p.StartsWith("src/", StringComparison.Ordinal)));

    /// <summary>The project that a test project is about: the one it is named after.</summary>
    private static string TestedBy(string name)
    {
        Assert.True(name.EndsWith(".Tests", StringComparison.Ordinal), $"{name} is not in the table of who may know whom.");
        string tested = name[..^".Tests".Length];
        Assert.Contains(tested, Products);
        return tested;
    }
}
