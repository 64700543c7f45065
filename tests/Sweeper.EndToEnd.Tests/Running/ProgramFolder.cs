using System.Text.Json;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>A folder with a shell script and an experiment of it.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProgramFolder() => Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");

    public string Root => _folder.Root;

    public string Results => _folder.File("results");

    public void Dispose() => _folder.Dispose();

    public string File(string name) => _folder.File(name);

    /// <summary>
    /// Writes the script, which is told the hyperparameter <c>x</c> as its first argument, and the experiment.
    /// </summary>
    /// <param name="script">Lines of a shell script.</param>
    /// <param name="keys">Further keys of the experiment.</param>
    /// <param name="values">The values of <c>x</c>.</param>
    public void Write(string script, string keys = "metric: {name: loss}", string values = "1, 2")
    {
        _folder.Write("train.sh", script + "\n");
        _folder.Write("program.yaml", $$"""
            name: program
            command: [sh, {{File("train.sh")}}, "${param.x}"]
            parameters: {x: [{{values}}]}
            {{keys}}
            """);
    }

    /// <summary>Runs the experiment to its end.</summary>
    public Task<FinishedCommand> RunAsync(params string[] options) =>
        SweeperProcess.RunAsync(Root, ["run", "program.yaml", "--no-report", .. options]);

    /// <summary>Starts it in a process of its own and in this folder.</summary>
    public SweeperProcess Start(params string[] options) =>
        SweeperProcess.Start(Root, ["run", "program.yaml", "--no-report", .. options]);

    /// <summary>The rows of a query.</summary>
    public Task<JsonElement[]> QueryAsync(string sql) => SweeperCommand.RowsAsync(Root, "query", sql);

    /// <summary>A trial as it is recorded.</summary>
    public TrialRecord Trial(int number)
    {
        using var reader = SqliteSweepReader.Open(Results);
        return reader.ReadTrials(reader.ReadSweeps()[^1])[number - 1];
    }

    /// <summary>The values of a metric of a trial, by epoch.</summary>
    public (int Epoch, double Value)[] Values(int trial, string metric)
    {
        using var reader = SqliteSweepReader.Open(Results);
        return reader.ReadSweeps() is [.., SweepRecord sweep] && reader.ReadEpochs(sweep).TryGetValue(trial, out var epochs)
            ? [.. epochs.Where(e => e.Find(metric) is not null).Select(e => (e.Epoch, e.Find(metric)!.Value))]
            : [];
    }

    /// <summary>
    /// Whether the first trial has reported an epoch; while a process is at work there may be no database yet.
    /// </summary>
    public bool HasValue(int epoch)
    {
        try
        {
            return System.IO.File.Exists(Path.Combine(Results, "sweeper.db")) && Values(1, "loss").Any(v => v.Epoch == epoch);
        }
        catch (SweeperException)
        {
            return false;
        }
    }

    /// <summary>
    /// The processes that programs in this folder started and that are there still; they have all inherited a variable that
    /// says where.
    /// </summary>
    public string[] Left() =>
    [
        .. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Where(p =>
        {
            try
            {
                return System.IO.File.ReadAllText(Path.Combine(p, "environ"))
                    .Contains($"SWEEPER_OUTPUT={Root}", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }),
    ];
}
