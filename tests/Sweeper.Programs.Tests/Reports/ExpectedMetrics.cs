using System.Globalization;
using System.Text.Json;
using Sweeper.Programs.Reports;

namespace Sweeper.Programs.Tests.Reports;

/// <summary>
/// What must come out of a real output, what may, and by which names: the file <c>*.expected.json</c> beside it.
/// </summary>
internal sealed class ExpectedMetrics
{
    private readonly List<Row> _rows = [];

    private ExpectedMetrics(IEnumerable<JsonElement> rows) => _rows.AddRange(rows.Select(r => new Row(r)));

    public static string Folder { get; } = Path.Combine(Checkout.Root, "tests", "Sweeper.Programs.Tests", "Corpus");

    public static string[] In(string folder) => [.. Directory
        .EnumerateFiles(Path.Combine(Folder, folder), "*.expected.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file)[..^".expected.json".Length])
        .Order(StringComparer.Ordinal)];

    public static ExpectedMetrics Of(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected.json")));
        return new ExpectedMetrics(
            document.RootElement.TryGetProperty("metrics", out JsonElement rows) ? rows.EnumerateArray() : []);
    }

    /// <summary>All that is wrong with what came: rows that are missing, and values that are of no row.</summary>
    public IEnumerable<string> Compare(IReadOnlyCollection<ReportedMetric> found, bool isCut = false) =>
    [
        .. found.Where(f => !_rows.Exists(r => r.Is(f))).Select(f => $"unexpected {f.Name}@{f.Step}={f.Value}"),
        .. _rows.Where(r => !isCut && !r.IsOptional && !found.Any(r.Is)).Select(r => $"missing {r}"),
    ];

    private sealed class Row
    {
        private readonly string _metric;
        private readonly string _prefix;
        private readonly long?[] _steps;
        private readonly double[] _values;
        private readonly string _text;

        public Row(JsonElement row)
        {
            _text = row.GetRawText();
            _metric = Plain(row.GetProperty("metric").GetString()!);
            _prefix = Plain(string.Join(
                ' ', new[] { "prefix", "run" }.Select(k => row.TryGetProperty(k, out JsonElement v) ? v.GetString() : "")));
            _steps = [.. new[] { "step", "num_updates" }.Select(
                k => row.TryGetProperty(k, out JsonElement v) && v.ValueKind == JsonValueKind.Number ? v.GetInt64()
                : (long?)null)];
            double value = Number(row.GetProperty("value"));
            bool isPercent = row.TryGetProperty("unit", out JsonElement unit) && unit.GetString() == "%";
            IEnumerable<double> others = row.TryGetProperty("alternatives", out JsonElement more)
                ? more.EnumerateArray().Select(Number) : [];
            _values = isPercent ? [value, value / 100, .. others] : [value, .. others];
            IsOptional = row.TryGetProperty("optional", out _) || row.TryGetProperty("repeat", out _);
        }

        public bool IsOptional { get; }

        public bool Is(ReportedMetric found) =>
            (_steps[0] is null || _steps.Contains(found.Step) || (_steps[0] == 0 && found.Step is null))
            && _values.Any(v => v.Equals(found.Value) || Math.Abs(v - found.Value) <= 1e-7 * Math.Abs(v))
            && IsName(Plain(found.Name));

        public override string ToString() => _text;

        private bool IsName(string name) => name == _metric
            || (name.EndsWith(_metric, StringComparison.Ordinal)
            && (_prefix.Length == 0 || Plain(_prefix).Contains(name[..^_metric.Length], StringComparison.Ordinal)));

        private static string Plain(string name) =>
            string.Concat(name.Replace("'s ", " ", StringComparison.Ordinal).Where(char.IsLetterOrDigit)).ToLowerInvariant();

        private static double Number(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number ? value.GetDouble()
                : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
    }
}
