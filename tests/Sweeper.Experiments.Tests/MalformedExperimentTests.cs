using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Tests;

/// <summary>
/// Each file under <c>Malformed</c> ends with the errors it must give, a line <c>#! line:column: message</c> for each.
/// </summary>
public sealed class MalformedExperimentTests
{
    private const string Mark = "#! ";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Malformed");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_MalformedFile_GivesExactlyTheExpectedErrors(string name)
    {
        string path = Path.Combine(Folder, name);
        IEnumerable<string> expected = File.ReadLines(path)
            .Where(l => l.StartsWith(Mark, StringComparison.Ordinal))
            .Select(l => $"{name}:{l[Mark.Length..]}");

        ExperimentLoadResult result = ExperimentText.Loader.Load(File.ReadAllText(path), name);

        Assert.False(result.IsValid);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', result.Errors));
    }

    [Fact]
    public void Names_OfTheFolder_AreAtLeastSixty() => Assert.True(Directory.GetFiles(Folder).Length >= 60);
}
