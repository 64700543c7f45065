using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Recorded;

public sealed class NarrowedExperimentTests : IDisposable
{
    private const string Network = "dataset: digits\n";
    private const string Wandb = "program: train.sh\nmetric: {name: loss, goal: minimize}\n";

    private readonly TemporaryFolder _folder = new();

    public NarrowedExperimentTests() => _folder.Write("train.sh", "echo loss: 1\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{min: 0.1, max: 1.1}", "learning_rate", 0.5, "0.25 to 0.75, uniform")]
    [InlineData("{min: 0.1, max: 1.1}", "learning_rate", 0.9, "0.65 to 1.1, uniform")]
    [InlineData("{min: 0.5, max: 4.5}", "learning_rate", 2.0, "1 to 3, uniform")]
    [InlineData("{min: 1000.1, max: 1000.2}", "learning_rate", 1000.15, "1000.125 to 1000.175, uniform")]
    [InlineData("{min: 0.0001, max: 1.0, distribution: log_uniform_values}", "learning_rate", 0.01, "0.001 to 0.1, log-uniform")]
    [InlineData("{min: 16, max: 256}", "batch_size", 100.0, "40 to 160, whole numbers, uniform")]
    [InlineData("{min: 0, max: 0.5, q: 0.1, distribution: q_uniform}", "dropout", 0.2, "0 to 0.4, uniform, in steps of 0.1")]
    [InlineData("{min: 16, max: 256, q: 16, distribution: q_log_uniform_values}", "batch_size", 64.0,
        "32 to 128, log-uniform, in steps of 16")]
    [InlineData("{mu: 0.5, sigma: 0.2}", "learning_rate", 0.31, "normal with mean 0.31 and standard deviation 0.1, within")]
    [InlineData("{mu: -2, sigma: 1, distribution: log_normal}", "learning_rate", 1.0,
        "log-normal with mean 0 and standard deviation 0.5 of")]
    public void Write_Ranges_AreHalfAsWideAroundTheBest(string range, string name, double best, string narrowed)
    {
        Experiment next = Next($"{Network}method: random\nrun_cap: 20\nparameters: {{{name}: {range}}}\n", (name, best));

        Assert.StartsWith(narrowed, next.Space.Hyperparameters.Single().Distribution!.Description, StringComparison.Ordinal);
        Assert.Equal(("sweep-next", "gp", 30), (next.Name, next.Method.Name, next.RunCap));
        Assert.Equal("Goes on around the best of sweep: trial 1, validation_accuracy 0.9", next.Description);
    }

    [Theory]
    [InlineData("[0.1, 0.2, 0.3, 0.4]", "learning_rate", 0.2, "0.1 to 0.3, uniform")]
    [InlineData("[0.001, 0.01, 0.1, 1.0]", "learning_rate", 1.0, "0.1 to 1, log-uniform")]
    [InlineData("{values: [16, 32, 64]}", "batch_size", 32.0, "16 to 64, whole numbers, uniform")]
    [InlineData("{min: 0, max: 0.8, q: 0.1, distribution: q_uniform}", "dropout", 0.4, "0.2 to 0.6, uniform, in steps of 0.1")]
    public void Write_OfAGrid_MakesRangesOfListsOfNumbers(string list, string name, double best, string range)
    {
        Experiment next = Next($"{Network}repeats: 3\nparameters: {{{name}: {list}, activation: [relu, tanh]}}\n", (name, best));

        Assert.Equal(range, next.Space.Hyperparameters[0].Distribution!.Description);
        Assert.Equal(["relu", "tanh"], next.Space.Hyperparameters[1].Values.Select(v => v.ToString()));
        Assert.Equal(("gp", 90, 3), (next.Method.Name, next.RunCap, next.Repeats));
    }

    [Fact]
    public void Write_ListsThatOthersName_StayLists()
    {
        Experiment next = Next(
            Network
            + """
            parameters:
              learning_rate: {min: 0.1, max: 0.4, q: 0.1, distribution: q_uniform}
              dropout: {values: [0.0, 0.1, 0.2, 0.3], when: {activation: relu}}
              activation: [relu, tanh]
              l1: [0.0, 0.1]
              weight_decay: [0.0, 0.1]
            zip: [[l1, weight_decay]]
            exclude: [{learning_rate: 0.1, activation: tanh}]
            include: [{learning_rate: 0.7}]
            """,
            ("learning_rate", 0.2), ("dropout", 0.1), ("activation", "relu"));

        Assert.Equal([4, 0, 2, 2, 2], next.Space.Hyperparameters.Select(h => h.Values.Length));
        Assert.Equal("0 to 0.2, uniform", next.Space.Hyperparameters[1].Distribution!.Description);
        Assert.NotNull(next.Space.Hyperparameters[1].When);
        Assert.Empty(next.Include);
    }

    [Fact]
    public void Write_SweepThatLearns_KeepsItsMethodItsLimitAndItsLists()
    {
        Experiment next = Next(
            Network + "method: tpe\nrun_cap: 8\nmetric: {name: validation_loss, goal: minimize}\n"
            + "parameters: {learning_rate: {min: 0.1, max: 1.0}, weight_decay: {values: [0.0, 0.1, 0.2], when: {activation: "
            + "relu}}, activation: [relu, tanh]}\n",
            ("learning_rate", 0.5), ("activation", "tanh"), ("weight_decay", 0));

        Assert.Equal(("tpe", 8, 3), (next.Method.Name, next.RunCap, next.Space.Hyperparameters[1].Values.Length));
    }

    [Fact]
    public void Write_FileOfWeightsAndBiases_StaysOne()
    {
        Experiment next = Next(
            Wandb
            + """
            method: grid
            command: [sh, "${program}", "${args}"]
            parameters:
              rate: {values: [0.1, 0.2, 0.3]}
              depth: {values: [18, 34, 50]}
              flag: {values: [yes, null, "yes"]}
              optimizer: {parameters: {beta: {values: [0.8, 0.9, 0.95]}, name: {value: "128"}}}
            """,
            ("rate", 0.2), ("depth", 34), ("optimizer.beta", 0.95));

        Assert.Equal(
            ["0.1 to 0.3, uniform", "18,34,50", "true,null,\"yes\"", "0.9 to 0.95, uniform", "\"128\""],
            next.Space.Hyperparameters.Select(h => h.Distribution?.Description
                ?? string.Join(',', h.Values.Select(v => v.Canonical))));
        Assert.Contains("method: bayes", next.Text, StringComparison.Ordinal);
        Assert.Contains("${args}", next.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{distribution: log_uniform, min: -6, max: 0}", 0.049787068367863944, "0.011")]
    [InlineData("{distribution: inv_log_uniform, min: 0, max: 6}", 0.049787068367863944, "0.011")]
    public void Write_BoundsThatAreExponents_AreNarrowedAsSuch(string range, double best, string least)
    {
        Experiment next = Next($"{Wandb}method: bayes\nparameters: {{rate: {range}}}\n", ("rate", best));

        Assert.StartsWith(least, next.Space.Hyperparameters.Single().Distribution!.Description, StringComparison.Ordinal);
        Assert.Equal(30, next.RunCap);
        Assert.Contains("method: bayes", next.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ValuesOfTheCommandLine_AreInTheFile()
    {
        string file = _folder.Write(
            "sweep.yaml", $"{Network}method: random\nrun_cap: 5\nparameters: {{learning_rate: {{min: 0.1, max: 1.0}}}}\n");
        Experiment experiment = ExperimentText.AnyLoader.LoadFile(file, ["seed=7", "learning_rate.max=0.5"]).Experiment!;

        Experiment next = Write(experiment, ("learning_rate", 0.2));

        Assert.Equal((7, "0.1 to 0.3, uniform"), (next.Seed, next.Space.Hyperparameters.Single().Distribution!.Description));
    }

    private Experiment Next(string text, params (string Name, HyperparameterValue Value)[] best)
    {
        var loaded = ExperimentText.AnyLoader.LoadFile(_folder.Write("sweep.yaml", text));
        Assert.Equal("", string.Join('\n', loaded.Errors));
        return Write(loaded.Experiment!, best);
    }

    private static Experiment Write(Experiment experiment, params (string Name, HyperparameterValue Value)[] best)
    {
        Trial first = SweepPlanner.Plan(experiment, 1).Trials[0];
        HyperparameterValues values = new([.. first.Values.ExceptBy(best.Select(b => b.Name), v => v.Key), .. best.Select(
            b => KeyValuePair.Create(b.Name, b.Value))]);
        TrialRecord record = NextCellsTests.Record(first with { Values = values }, 0.9);
        (string text, Experiment next) = NarrowedExperiment.Write(
            experiment, new SweepReference("sweep", 1), record, ExperimentText.AnyLoader);
        Assert.Equal(text, next.Text);
        return next;
    }
}
