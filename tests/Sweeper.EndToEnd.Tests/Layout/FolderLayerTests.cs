namespace Sweeper.EndToEnd.Tests.Layout;

/// <summary>The layers inside the projects: a folder may use those below it, and none uses one that uses it.</summary>
public sealed class FolderLayerTests
{
    private static readonly string Source = Path.Combine(Checkout.Root, "src");

    private static readonly string[] Names = [.. Directory
        .EnumerateDirectories(Source)
        .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Projects => [.. Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfEveryProject_UseNoneThatUsesThem(string project)
    {
        FolderGraph graph = FolderGraph.Read(Path.Combine(Source, project));

        string[] circles = [.. graph.Circles()
            .Select(circle => $"{project}: {graph.WayBack(circle[0])} ({string.Join(", ", circle)})")];

        Assert.True(circles.Length == 0, $"folders use each other: {string.Join("; ", circles)}");
    }

    [Fact]
    public void Circles_FoldersThatUseEachOther_AreNamed()
    {
        using var folder = new TemporaryFolder();
        string project = Path.Combine(folder.Root, "House");
        Write(
            "Roof/Roof.cs",
            "using System.Text;\nusing House.Walls;\n\nnamespace House.Roof;\n\npublic sealed class Roof\n{\n}\n");
        Write(
            "Walls/Wall.cs",
            "using static House.Walls.Doors.Door;\n\nnamespace House.Walls;\n\npublic abstract record Wall\n{\n}\n");
        Write("Walls/Doors/Door.cs", "namespace House.Walls.Doors;\n\n// A Wall has it.\ninternal static class Door\n{\n}\n");
        Write("Cellar/Cellar.cs", "using House.Roof;\n\nnamespace House.Cellar;\n\npublic enum Cellar\n{\n}\n");

        Assert.Empty(FolderGraph.Read(project).Circles());

        Write("Walls/Doors/Door.cs", "namespace House.Walls.Doors;\n\ninternal sealed class Door(Wall wall)\n{\n}\n");
        Assert.Equal(["Walls", "Walls/Doors"], Assert.Single(FolderGraph.Read(project).Circles()));

        Write("Walls/Doors/Key.cs", "using House.Cellar;\n\nnamespace House.Walls.Doors;\n\ninternal struct Key\n{\n}\n");
        FolderGraph graph = FolderGraph.Read(project);
        Assert.Equal(["Cellar", "Roof", "Walls", "Walls/Doors"], Assert.Single(graph.Circles()));
        Assert.Equal("Roof → Walls → Walls/Doors → Cellar → Roof", graph.WayBack("Roof"));

        void Write(string path, string text)
        {
            string file = Path.Combine(project, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
