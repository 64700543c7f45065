using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Programs.Arguments;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Python;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Kinds;

/// <summary>What an experiment says of trials that are programs.</summary>
public sealed record ProgramTrialSettings : TrialSettings
{
    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The experiment file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>What <c>program</c> says; null where only a command is given.</summary>
    public required string? Program { get; init; }

    /// <summary>Where in the experiment file the program is named, or else the command.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The items of the command, its macros not replaced; at least one.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>How programs are told the values of hyperparameters.</summary>
    public required ArgumentForm Arguments { get; init; }

    /// <summary>How programs are started and ended.</summary>
    public required RunSettings Run { get; init; }

    /// <summary>Where their metrics are read.</summary>
    public required ReportSettings Reports { get; init; }

    /// <summary>What is kept and shown, and changes nothing: names and texts.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Remembered { get; init; } = [];

    public override ITrialKind Kind => ProgramTrialKind.Instance;

    public override IEnumerable<KeyValuePair<string, string>> Facts
    {
        get
        {
            if (Program is not null)
                yield return KeyValuePair.Create("program", Program);
            if (!Command.SequenceEqual(Macros.DefaultCommand))
                yield return KeyValuePair.Create("command", string.Join(' ', Command));
            if (Run.WorkingDirectory == WorkingDirectory.Trial)
                yield return KeyValuePair.Create("working directory", "the folder of each trial");
            foreach (KeyValuePair<string, string> remembered in Remembered)
                yield return remembered;
        }
    }

    public override IEnumerable<string> FingerprintLines
    {
        get
        {
            yield return $"program {Program}";
            yield return $"command {JsonSerializer.Serialize(Command)}";
            if (!Run.Environment.IsEmpty)
                yield return $"environment {JsonSerializer.Serialize(Run.Environment)}";
            if (Run.WorkingDirectory == WorkingDirectory.Trial)
                yield return "in the folder of the trial";
            if (Reports.Output != OutputReading.Auto)
                yield return $"output {Reports.Output} {Reports.Pattern}";
            if (!Reports.Files.IsEmpty)
                yield return $"files {JsonSerializer.Serialize(Reports.Files)}";
            if (!Reports.Names.IsEmpty)
                yield return $"names {JsonSerializer.Serialize(Reports.Names.OrderBy(n => n.Key, StringComparer.Ordinal))}";
        }
    }

    public override int PlannedEpochs(HyperparameterValues values) => Trial.UnknownEpochs;

    public override int? MostEpochs(IEnumerable<SearchSpace> spaces) => null;

    public override IEnumerable<KeyValuePair<string, string>> PlanFields(Trial trial, string folder)
    {
        string own = Path.GetFullPath(Path.Combine(folder, "trials", Number(trial.Number)));
        var place = new InvocationPlace
        {
            Sweep = "", TrialFolder = own, CheckpointFolder = Path.Combine(own, "checkpoint"), MetricsFile = "", Attempt = 1,
        };
        yield return KeyValuePair.Create("values", new PythonMap([.. Arguments.Values(trial.Values)]).Json);
        yield return KeyValuePair.Create("argv", JsonSerializer.Serialize(Invoke(trial, place).Arguments, PlainJson));
    }

    /// <summary>
    /// What keeps programs from being started at all, as <c>file:line:column: message</c>; null where nothing is known that
    /// does.
    /// </summary>
    /// <param name="startFolder">The folder in which <c>sweeper run</c> was started; a full path.</param>
    public override string? FindObstacle(string startFolder) =>
        new ProgramSearch(Command, ProgramIn(startFolder), startFolder).FindMissing() is string missing
            ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Position.Line}:{Position.Column}: {missing}")
            : null;

    /// <summary>What starts an attempt of a trial.</summary>
    public Invocation Invoke(Trial trial, InvocationPlace place)
    {
        var command = new CommandLine(Command, ProgramIn(place.StartFolder), Arguments);
        string json = command.Json(trial);
        string parameters = Path.Combine(place.TrialFolder, WandbFiles.ParametersName);
        return new Invocation
        {
            Arguments = command.Of(trial, place),
            Environment = [.. Variables(trial, place, json, parameters)],
            Files =
            [
                KeyValuePair.Create(parameters, WandbFiles.Parameters(Arguments.Arguments(trial.Values))),
                .. command.NeedsJsonFile
                    ? [KeyValuePair.Create(Path.Combine(place.TrialFolder, CommandLine.JsonFileName), json)]
                    : Array.Empty<KeyValuePair<string, string>>(),
            ],
        };
    }

    /// <summary>
    /// The program as it is started: beside the experiment file it has that file's folder, and in the trial's folder a full
    /// path where it is a file.
    /// </summary>
    private string? ProgramIn(string startFolder)
    {
        if (Program is null)
            return null;
        string beside = Path.Combine(Path.GetDirectoryName(File) ?? "", Program);
        string path = System.IO.File.Exists(Path.Combine(startFolder, beside)) ? beside : Program;
        string full = Path.Combine(startFolder, path);
        return Run.WorkingDirectory == WorkingDirectory.Trial && System.IO.File.Exists(full) ? full : path;
    }

    private IEnumerable<KeyValuePair<string, string>> Variables(
        Trial trial, InvocationPlace place, string json, string parameters)
    {
        yield return KeyValuePair.Create("WANDB_MODE", "offline");
        yield return KeyValuePair.Create("WANDB_DIR", place.TrialFolder);
        yield return KeyValuePair.Create("WANDB_SWEEP_PARAM_PATH", parameters);
        if (Run.Cpus is int cpus)
            yield return KeyValuePair.Create("OMP_NUM_THREADS", Number(cpus));
        if (place.Gpus is string gpus)
            yield return KeyValuePair.Create("CUDA_VISIBLE_DEVICES", gpus);
        foreach (KeyValuePair<string, string> variable in Run.Environment)
            yield return variable;
        yield return KeyValuePair.Create("SWEEPER_SWEEP", place.Sweep);
        yield return KeyValuePair.Create("SWEEPER_TRIAL", Number(trial.Number));
        yield return KeyValuePair.Create("SWEEPER_ATTEMPT", Number(place.Attempt));
        yield return KeyValuePair.Create("SWEEPER_SEED", Number(trial.Seed));
        yield return KeyValuePair.Create("SWEEPER_VALUES", json);
        yield return KeyValuePair.Create("SWEEPER_METRICS", place.MetricsFile);
        yield return KeyValuePair.Create("SWEEPER_OUTPUT", place.TrialFolder);
        yield return KeyValuePair.Create("SWEEPER_CHECKPOINT", place.CheckpointFolder);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
