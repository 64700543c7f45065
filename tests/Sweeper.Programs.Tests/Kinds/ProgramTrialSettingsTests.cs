using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Kinds;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.Kinds;

public sealed class ProgramTrialSettingsTests : IDisposable
{
    private const string Nested = """
        program: train.py
        command: ["${interpreter}", "${program}", "-o", "${output}", "--ckpt=${checkpoint}", "--seed=${seed}", "${trial}",
          "${param.opt}", "x-${param.opt.lr}", "${args}"]
        parameters:
          opt: {parameters: {lr: {value: 1e-3}, eps: {value: 1.0e-8}}}
          "a.b/c d": {value: "é😀"}
          n: [1, 2]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Invoke_OwnMacros_StandForTheTrial()
    {
        Invocation invocation = Invoke(Load(Nested), out Trial trial);

        Assert.Equal(
        [
            "python", "train.py", "-o", "/t/7", "--ckpt=/t/7/checkpoint", $"--seed={trial.Seed}", "7",
            "{'lr': 0.001, 'eps': 1e-08}", "x-1e-3",
            "--opt={'lr': 0.001, 'eps': 1e-08}", "--a.b/c d=é😀", "--n=1",
        ], invocation.Arguments.AsEnumerable());
    }

    [Fact]
    public void Invoke_Variables_SayWhatTheTrialIs()
    {
        ImmutableDictionary<string, string> variables = Variables(Invoke(Load(Nested), out Trial trial));

        Assert.Equal(
            ("s#2", "7", "3", $"{trial.Seed}"),
            (variables["SWEEPER_SWEEP"], variables["SWEEPER_TRIAL"], variables["SWEEPER_ATTEMPT"], variables["SWEEPER_SEED"]));
        Assert.Equal(
            ("/t/7", "/t/7/checkpoint", "/t/7/metrics.jsonl"),
            (variables["SWEEPER_OUTPUT"], variables["SWEEPER_CHECKPOINT"], variables["SWEEPER_METRICS"]));
        Assert.Equal(
            "{\"opt\": {\"lr\": 0.001, \"eps\": 1e-08}, \"a.b/c d\": \"\\u00e9\\ud83d\\ude00\", \"n\": "
            + "1}", variables["SWEEPER_VALUES"]);
        Assert.Equal(("offline", "/t/7"), (variables["WANDB_MODE"], variables["WANDB_DIR"]));
        Assert.DoesNotContain("OMP_NUM_THREADS", variables.Keys);
        Assert.DoesNotContain("CUDA_VISIBLE_DEVICES", variables.Keys);
    }

    [Fact]
    public void Invoke_ParametersOfWandb_AreYamlThatItsClientReads()
    {
        Invocation invocation = Invoke(Load(Nested), out _);

        Assert.Equal(
            """
            wandb_version: 1

            "opt":
              value: {"lr": 0.001, "eps": 1.0e-08}

            "a.b/c d":
              value: "é😀"

            "n":
              value: 1

            """,
            Assert.Single(invocation.Files, f => f.Key == Variables(invocation)["WANDB_SWEEP_PARAM_PATH"]).Value);
    }

    [Fact]
    public void Invoke_RunSection_AddsItsVariables()
    {
        Experiment experiment = Load(
            "program: p\nrun: {cpus: 2, env: {A: 1.50, WANDB_MODE: online, F: yes}}\nparameters: {n: 1}\n");

        ImmutableDictionary<string, string> variables = Variables(Invoke(experiment, out _, gpus: "1,3"));

        Assert.Equal(("2", "1,3"), (variables["OMP_NUM_THREADS"], variables["CUDA_VISIBLE_DEVICES"]));
        Assert.Equal(("1.5", "online", "True"), (variables["A"], variables["WANDB_MODE"], variables["F"]));
    }

    [Fact]
    public void Invoke_HyperparameterThatDoesNotExist_IsNoArgument()
    {
        Experiment experiment = Load(
            "program: p\ncommand: [p, \"${param.beta}\", \"b=${param.beta}\", \"${args}\"]\nparameters: {opt: [sgd, adam], "
            + "beta: {value: 0.9, when: {opt: adam}}}\n");

        Assert.Equal(["p", "b=", "--opt=sgd"], Invoke(experiment, out _).Arguments.AsEnumerable());
        Assert.Equal(
            ["p", "0.9", "b=0.9", "--opt=adam", "--beta=0.9"], Invoke(experiment, out _, index: 1).Arguments.AsEnumerable());
    }

    [Theory]
    [InlineData("args_append_hydra", "+lr=0.1", "+b=True")]
    [InlineData("args_override_hydra", "++lr=0.1", "++b=True")]
    public void Invoke_Hydra_HasItsPluses(string macro, params string[] expected) => Assert.Equal(
        expected, Invoke(Load($"command: [\"${{{macro}}}\"]\nparameters: {{lr: 0.1, b: true}}\n"),
            out _).Arguments.AsEnumerable());

    [Fact]
    public void Invoke_ProgramBesideTheExperimentFile_HasItsFolder()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "sub"));
        File.WriteAllText(Path.Combine(_folder.Root, "sub", "train.py"), "");
        string text = "program: train.py\ncommand: [\"${program}\"]\nparameters: {n: 1}\n";

        Assert.Equal(["sub/train.py"], Invoke(Load(text, "sub/e.yaml"), out _).Arguments.AsEnumerable());
        Assert.Equal(["train.py"], Invoke(Load(text, "other/e.yaml"), out _).Arguments.AsEnumerable());
        Assert.Equal(
            [Path.Combine(_folder.Root, "sub/train.py")],
            Invoke(Load(text + "run: {working_directory: trial}\n", "sub/e.yaml"), out _).Arguments.AsEnumerable());
    }

    [Theory]
    [InlineData("program: nothing.py",
        "e.yaml:1:10: there is no program 'nothing.py', neither beside the experiment file nor in ")]
    [InlineData("program: there.py", null)]
    [InlineData("program: mod\ncommand: [\"${interpreter}\", -m, \"${program}\"]", null)]
    [InlineData("command: [\"${env}\", A=1, no-such-program-here]",
        "e.yaml:1:10: the program 'no-such-program-here' was not found on the PATH")]
    [InlineData("command: [./nothing.sh]", "e.yaml:1:10: there is no program './nothing.sh' in ")]
    [InlineData("command: [\"${env}\"]", "e.yaml:1:10: the command starts no program; write one in it")]
    public void FindObstacle_BeforeAnythingStarts_NamesWhatIsNotThere(string head, string? expected)
    {
        File.WriteAllText(Path.Combine(_folder.Root, "there.py"), "");
        var settings = (ProgramTrialSettings)Load($"{head}\nparameters: {{n: 1}}\n", "e.yaml").Trial;

        string? obstacle = settings.FindObstacle(_folder.Root);

        if (expected is null)
            Assert.Null(obstacle);
        else
            Assert.StartsWith(expected, obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RunAndMetrics_AreReadWithTheirUnits()
    {
        var settings = (ProgramTrialSettings)Load(
            "program: p\nparameters: {n: 1}\n"
            + "run: {working_directory: trial, timeout: 2h, grace: 0, cpus: 2, gpus: 1, output_limit: 1.5MiB}\n"
            + "metrics: {stdout: 'acc (?<acc>.+)', files: [a.csv, 'b/*.csv'], rename: {acc: val/accuracy}}\n").Trial;

        Assert.Equal(
            new RunSettings
            {
                WorkingDirectory = WorkingDirectory.Trial, Timeout = TimeSpan.FromHours(2), Grace = TimeSpan.Zero, Cpus = 2,
                Gpus = 1, OutputLimit = 3 << 19,
            },
            settings.Run);
        Assert.Equal((OutputReading.Pattern, "acc (?<acc>.+)"), (settings.Reports.Output, settings.Reports.Pattern!.ToString()));
        Assert.Equal(["a.csv", "b/*.csv"], settings.Reports.Files.AsEnumerable());
        Assert.Equal("val/accuracy", settings.Reports.Names["acc"]);
    }

    [Theory]
    [InlineData("off", OutputReading.Off)]
    [InlineData("\"off\"", OutputReading.Off)]
    [InlineData("auto", OutputReading.Auto)]
    public void Load_Stdout_OffIsOffAlthoughYamlHasItForFalse(string written, OutputReading expected) => Assert.Equal(
        expected,
        ((ProgramTrialSettings)Load($"program: p\nmetrics: {{stdout: {written}}}\nparameters: {{n: 1}}\n").Trial)
            .Reports.Output);

    [Fact]
    public void Load_SettingsOnTheCommandLine_KnowNamesWithDots()
    {
        Experiment experiment = Load(Nested, settings: ["opt.lr=[1e-2, 1e-1]", "new.name=5", "a.b/c d.value=x", "run.cpus=3"]);

        Assert.Equal(
            ["opt.lr 0.01 0.1", "opt.eps 1E-08", "a.b/c d x", "n 1 2", "new.name 5"],
            experiment.Space.Hyperparameters.Select(h => $"{h.Name} {string.Join(' ', h.Values)}"));
        Assert.Equal(3, ((ProgramTrialSettings)experiment.Trial).Run.Cpus);
        Assert.Contains("--opt={'lr': 0.01, 'eps': 1e-08}", Invoke(experiment, out _).Arguments.AsEnumerable());
    }

    [Fact]
    public void Load_NumbersThatWandbTakesAsText_AreNotedOnce()
    {
        ExperimentLoadResult result = new ExperimentLoader(ProgramTrialKind.Instance).Load(
            "program: p\nmethod: random\nparameters: {a: [1e-3, 1e-4], b: {min: 1e-3, max: 1e-1}}\n", "e.yaml");

        Assert.StartsWith(
            "e.yaml:3:18: 1e-3 is a number here", Assert.Single(result.Notes).ToString(), StringComparison.Ordinal);
        Assert.Equal(["0.001", "0.0001"], result.Experiment!.Space.Hyperparameters[0].Values.Select(v => $"{v}"));
    }

    [Fact]
    public void Facts_Names_AreKeptAndChangeNothing()
    {
        Experiment plain = Load("name: My Sweep\nprogram: p\nparameters: {n: 1}\n");
        Experiment named = Load("name: My Sweep\nprogram: p\nproject: tides\nentity: me\nparameters: {n: 1}\n");

        Assert.Equal("my-sweep", plain.Name);
        Assert.Equal(
            ["name My Sweep", "program p", "project tides", "entity me", "method grid"],
            SweepPlanner.Plan(named).Facts.Select(f => $"{f.Key} {f.Value}"));
        Assert.Equal(SweepPlanner.Plan(plain).Fingerprint, SweepPlanner.Plan(named).Fingerprint);
    }

    private static Experiment Load(string text, string file = "e.yaml", string[]? settings = null)
    {
        ExperimentLoadResult result = new ExperimentLoader(ProgramTrialKind.Instance).Load(text, file, settings);
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }

    private Invocation Invoke(Experiment experiment, out Trial trial, string? gpus = null, int index = 0)
    {
        trial = SweepPlanner.Plan(experiment).Trials[index] with { Number = 7 };
        return ((ProgramTrialSettings)experiment.Trial).Invoke(trial, new InvocationPlace
        {
            Sweep = "s#2",
            TrialFolder = "/t/7",
            CheckpointFolder = "/t/7/checkpoint",
            MetricsFile = "/t/7/metrics.jsonl",
            Attempt = 3,
            Gpus = gpus,
            StartFolder = _folder.Root,
            Interpreter = "python",
        });
    }

    private static ImmutableDictionary<string, string> Variables(Invocation invocation)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>();
        foreach ((string name, string value) in invocation.Environment)
            variables[name] = value;
        return variables.ToImmutable();
    }
}
