using System.Globalization;
using System.Text.Json;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Kinds;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.WandbSweeps;

/// <summary>Sweep files of Weights &amp; Biases run unchanged.</summary>
public sealed class WandbSweepTests
{
    public static TheoryData<string> Accepted => [.. ExpectedSweep.All.Where(s => !s.IsRefused).Select(s => s.Name)];

    public static TheoryData<string> Grids => [.. ExpectedSweep.All.Where(s => s.IsGrid).Select(s => s.Name)];

    public static TheoryData<string> Searches =>
        [.. ExpectedSweep.All.Where(s => !s.IsGrid && !s.IsRefused).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void LoadFile_FileThatWandbTakes_SaysTheSame(string name)
    {
        var sweep = new ExpectedSweep(name);
        ExperimentLoadResult loaded = sweep.Load();

        Assert.Equal("", string.Join('\n', loaded.Errors));
        Experiment experiment = loaded.Experiment!;
        var settings = (ProgramTrialSettings)experiment.Trial;
        Assert.Equal(sweep.Text("program"), settings.Program);
        Assert.Equal((sweep.Text("name") ?? name, sweep.Text("description")), (experiment.Title, experiment.Description));
        Assert.Equal(Integer(sweep, "run_cap"), experiment.RunCap);
        Assert.Equal(ObjectiveOf(sweep), experiment.Objective);
        Assert.Equal(
            new[] { "project", "entity" }.Where(k => sweep.Text(k) is not null).Select(k => $"{k} {sweep.Text(k)}"),
            settings.Remembered.Select(r => $"{r.Key} {r.Value}"));
        Assert.Equal(sweep.Texts("parameters_in_file_order"), experiment.Space.Hyperparameters.Select(h => h.Name));
        Assert.All(
            sweep.Texts("stray_keys"),
            key => Assert.Contains(loaded.Notes, n => n.Message.Contains($"'{key}'", StringComparison.Ordinal)));
    }

    [Fact]
    public void LoadFile_FileThatWandbRefuses_NamesEachFaultWithItsPlace()
    {
        string[] errors = [.. new ExpectedSweep("bayes-oddities").Load().Errors.Select(
            e => $"{e.Line}:{e.Column}: {e.Message.Split(';')[0]}")];

        Assert.Equal(
        [
            "3:30: metric.goal is 'as large as it can get'",
            "4:1: 'job' is not supported: programs run on this machine",
            "15:5: unknown key 'fronds' in depth",
            "18:12: nothing is an empty map",
        ], errors);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void LoadFile_EarlyTerminate_HasTheBands(string name)
    {
        var sweep = new ExpectedSweep(name);
        IPruner? pruner = sweep.Load().Experiment!.Pruner;

        Assert.Equal(sweep.Expected.TryGetProperty("early_terminate", out JsonElement expected), pruner is not null);
        if (pruner is not HyperbandPruner hyperband)
            return;
        int[] bands = [.. expected.GetProperty("bands").EnumerateArray().Select(b => b.GetInt32())];
        Assert.Equal(bands, hyperband.Brackets.Take(bands.Length));
        Assert.Equal(expected.GetProperty("open_ended").GetBoolean(), hyperband.Brackets.Length > bands.Length);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Plan_Grid_HasItsCellsAndExactArgumentsInTheOrderOfTheFile(string name)
    {
        var sweep = new ExpectedSweep(name);
        if (sweep.Expected.TryGetProperty("env", out JsonElement variables))
        {
            foreach (JsonProperty variable in variables.EnumerateObject())
                Environment.SetEnvironmentVariable(variable.Name, variable.Value.GetString());
        }

        Experiment experiment = sweep.Load().Experiment!;
        JsonElement grid = sweep.Expected.GetProperty("grid");
        SweepPlan plan = SweepPlanner.Plan(experiment with { RunCap = null });

        Assert.Equal(grid.GetProperty("cells").GetInt32(), plan.Trials.Count);
        Assert.Equal(sweep.Texts("argv"), ArgumentsOf(experiment, plan.Trials[0]));
        if (grid.GetProperty("product").GetInt32() == plan.Trials.Count)
            Assert.Equal(sweep.Texts("argv_second"), ArgumentsOf(experiment, plan.Trials[1]));
        Invocation first = Invoke(experiment, plan.Trials[0]);
        if (sweep.Text("args_json_file") is string json)
            Assert.Contains(KeyValuePair.Create(Path.Combine(Place.TrialFolder, "args.json"), json), first.Files);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Plan_Search_DrawsWithinEveryDistribution(string name)
    {
        var sweep = new ExpectedSweep(name);
        Experiment experiment = sweep.Load().Experiment!;
        var settings = (ProgramTrialSettings)experiment.Trial;
        SweepPlan plan = SweepPlanner.Plan(experiment with { RunCap = 300, Method = RandomSampler.Kind });
        Dictionary<string, PythonValue>[] trials =
            [.. plan.Trials.Select(t => settings.Arguments.Values(t.Values).ToDictionary())];

        Assert.Equal(300, trials.Length);
        foreach (JsonProperty parameter in sweep.Expected.GetProperty("params").EnumerateObject())
            CheckDrawn(parameter, [.. trials.Select(t => t[parameter.Name].Text)]);
    }

    private static InvocationPlace Place { get; } = new()
    {
        Sweep = "s", TrialFolder = "/t", CheckpointFolder = "/t/checkpoint", MetricsFile = "/t/metrics.jsonl", Attempt = 1,
        Interpreter = "python",
    };

    private static Invocation Invoke(Experiment experiment, Trial trial) =>
        ((ProgramTrialSettings)experiment.Trial).Invoke(trial, Place);

    private static IEnumerable<string> ArgumentsOf(Experiment experiment, Trial trial) =>
        Invoke(experiment, trial)
            .Arguments.Select(a => a == Path.Combine(Place.TrialFolder, "args.json") ? "<args_json_file>" : a);

    private static int? Integer(ExpectedSweep sweep, string key) =>
        sweep.Expected.TryGetProperty(key, out JsonElement value) ? value.GetInt32() : null;

    private static Objective ObjectiveOf(ExpectedSweep sweep) =>
        sweep.Expected.GetProperty("metric") is { ValueKind: JsonValueKind.Object } metric
        ? new Objective(metric.GetProperty("name").GetString()!, Goals.Parse(metric.GetProperty("goal").GetString()!))
        : Objective.None;

    private static void CheckDrawn(JsonProperty parameter, string[] drawn)
    {
        double? Find(string key) => parameter.Value.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : null;
        if (parameter.Value.TryGetProperty("value", out JsonElement constant))
        {
            Assert.All(drawn, d => Assert.Equal(constant.ToString(), d));
        }
        else if (parameter.Value.TryGetProperty("values", out JsonElement values))
        {
            Assert.Equal(
                values.EnumerateArray().Select(v => v.ToString()).Order(StringComparer.Ordinal),
                drawn.Distinct().Order(StringComparer.Ordinal));
            if (parameter.Value.TryGetProperty("probabilities", out JsonElement probabilities))
                Assert.InRange(
                    drawn.Count(d => d == values[0].ToString()) / (double)drawn.Length - probabilities[0].GetDouble(),
                    -0.1,
                    0.1);
        }
        else
        {
            double[] numbers = [.. drawn.Select(d => double.Parse(d, CultureInfo.InvariantCulture))];
            Assert.All(numbers, n => Assert.InRange(n, Find("low") ?? double.MinValue, Find("high") ?? double.MaxValue));
            bool isWhole = parameter.Value.GetProperty("type").GetString() == "int";
            Assert.All(drawn, d => Assert.Equal(isWhole, d.AsSpan().IndexOfAny('.', 'e') < 0));
            if (Find("multiple_of") is double step)
                Assert.All(numbers, n => Assert.Equal(Math.Round(n / step), n / step, 1e-9));
            if (Find("mu") is double mean && parameter.Name.Contains("normal", StringComparison.Ordinal)
                && !parameter.Name.Contains("log", StringComparison.Ordinal))
                Assert.InRange((numbers.Average() - mean) / Find("sigma")!.Value, -0.3, 0.3);
            if (Find("a") is double a && Find("b") is double b)
                Assert.InRange(numbers.Average() - (a / (a + b)), -0.05, 0.05);
        }
    }
}
