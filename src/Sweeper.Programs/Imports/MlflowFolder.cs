using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Imports;

/// <summary>
/// Reads an experiment from the folder in which MLflow keeps its runs: <c>mlruns/EXPERIMENT/RUN</c>, each with
/// <c>meta.yaml</c>, a file for each parameter and one for each metric, with a line of time, value and step for each report.
/// </summary>
public static class MlflowFolder
{
    private const string Meta = "meta.yaml";
    private const string Failed = "4";
    private const string Finished = "3";
    private const string Killed = "5";

    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The folder of all experiments, or of one.</param>
    /// <param name="name">The experiment; null where there is but one with runs.</param>
    /// <param name="choice">By which metric to rank.</param>
    /// <exception cref="SweeperException">There are no runs in it, or nothing says by what to rank.</exception>
    public static ImportedResults Read(string path, string? name, ImportChoice choice)
    {
        (string Name, string[] Runs)[] experiments =
        [
            .. Directory.GetDirectories(path).Prepend(path).Order(StringComparer.Ordinal)
                .Select(folder => (Name: NameOf(folder), Runs: RunsIn(folder))).Where(e => e.Runs.Length > 0),
        ];
        (string Name, string[] Runs)[] chosen = [.. experiments.Where(e => name is null || e.Name == name)];
        if (chosen.Length != 1)
        {
            string names = string.Join(", ", experiments.Select(e => $"'{e.Name}'"));
            string problem = experiments.Length == 0
                ? "holds no runs of MLflow"
                : name is null ? $"holds several experiments: {names}; choose one with --study"
                    : $"holds no experiment '{name}', but {names}";
            throw new SweeperException($"'{path}' {problem}", FailureKind.Input);
        }

        ImportedTrial[] trials = [.. chosen[0].Runs.Select(Trial)];
        IEnumerable<string> metrics = trials.SelectMany(t => t.Epochs).SelectMany(e => e.Metrics).Select(m => m.Metric)
            .Distinct();
        return ImportChoice.Results(
            $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}, experiment {chosen[0].Name}",
                choice.Objective(path, metrics), trials.Select(choice.Known));
    }

    private static string NameOf(string folder) =>
        Facts(folder).GetValueOrDefault("name") ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    // Those that ended and were not deleted, in the order in which they started.
    private static string[] RunsIn(string folder) =>
    [
        .. from run in Directory.GetDirectories(folder)
           let facts = Facts(run)
           where facts.ContainsKey("run_id") && facts.GetValueOrDefault("lifecycle_stage", "active") == "active"
           where facts.GetValueOrDefault("status") is Finished or Failed or Killed
           orderby Milliseconds(facts, "start_time"), run
           select run,
    ];

    private static ImportedTrial Trial(string run)
    {
        Dictionary<string, string> facts = Facts(run);
        SortedDictionary<int, List<MetricValue>> epochs = [];
        foreach ((string metric, string text) in Files(Path.Combine(run, "metrics")))
        {
            foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length < 2 || ReadText.Number(parts[1]) is not double value)
                    continue;
                int step = parts.Length > 2 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int given)
                    ? Math.Max(0, given) : 0;
                if (!epochs.TryGetValue(step, out List<MetricValue>? reported))
                    epochs.Add(step, reported = []);
                reported.RemoveAll(m => m.Metric == metric);
                reported.Add(new MetricValue(metric, value));
            }
        }

        return new ImportedTrial
        {
            Values = new HyperparameterValues(Files(Path.Combine(run, "params"))
                .Select(p => KeyValuePair.Create(p.Name, ReadText.Value(p.Text.Trim())))),
            State = facts["status"] == Finished ? TrialState.Completed : TrialState.Failed,
            Epochs = [.. epochs.Select(e => new EpochMetrics { Epoch = e.Key, Metrics = [.. e.Value], DurationSeconds = 0 })],
            DurationSeconds = Math.Max(0, Milliseconds(facts, "end_time") - Milliseconds(facts, "start_time")) / 1000.0,
        };
    }

    // The names of metrics and parameters may have slashes, which are folders then.
    private static IEnumerable<(string Name, string Text)> Files(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)));

    private static double Milliseconds(Dictionary<string, string> facts, string name) =>
        ReadText.Number(facts.GetValueOrDefault(name) ?? "") ?? 0;

    // A flat map: a name and a value in each line.
    private static Dictionary<string, string> Facts(string folder)
    {
        string file = Path.Combine(folder, Meta);
        Dictionary<string, string> facts = [];
        foreach (string line in File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            if (line.IndexOf(": ", StringComparison.Ordinal) is int colon and > 0)
                facts[line[..colon]] = line[(colon + 2)..].Trim().Trim('\'', '"');
        }

        return facts;
    }
}
