using System.Text.Json;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.Kinds;

namespace Sweeper.Programs.Tests.WandbSweeps;

/// <summary>A sweep file of Weights &amp; Biases, and what must come of it.</summary>
/// <param name="Name">The file without its ending.</param>
internal sealed record ExpectedSweep(string Name)
{
    private const string Ending = ".expected.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "WandbSweeps");

    /// <summary>All there are.</summary>
    public static IEnumerable<ExpectedSweep> All =>
        Directory.EnumerateFiles(Folder, $"*{Ending}").Order(StringComparer.Ordinal)
            .Select(f => new ExpectedSweep(Path.GetFileName(f)[..^Ending.Length]));

    public JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, Name + Ending))).RootElement;

    public bool IsRefused => Expected.GetProperty("wandb").GetProperty("client").GetString() == "refuses";

    public bool IsGrid => Expected.GetProperty("method").GetString() == "grid";

    public ExperimentLoadResult Load() =>
        new ExperimentLoader(ProgramTrialKind.Instance).LoadFile(Path.Combine(Folder, Name + ".yaml"));

    public string? Text(string key) => Expected.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    public string[] Texts(string key) =>
        Expected.TryGetProperty(key, out JsonElement list) ? [.. list.EnumerateArray().Select(i => i.GetString()!)] : [];
}
