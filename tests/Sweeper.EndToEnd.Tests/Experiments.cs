namespace Sweeper.EndToEnd.Tests;

/// <summary>Texts of experiments.</summary>
internal static class Experiments
{
    /// <summary>Eight trials that end in a moment.</summary>
    public const string Grid =
        """
        name: grid
        description: Two by two by two
        dataset: {name: digits, train: 400, test: 100}
        metric: {name: validation_accuracy, goal: maximize}
        parameters:
          architecture: ["8", "16-8"]
          activation: [tanh, relu]
          learning_rate: [0.05, 0.2]
          batch_size: 16
          epochs: 4
        seed: 7
        """;

    /// <summary>A tenth of a second and more for each of 8 trials: time enough to be interrupted.</summary>
    public const string Longer =
        """
        name: longer
        dataset: {name: digits, train: 2000, test: 100}
        parameters:
          architecture: "64"
          learning_rate: [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08]
          batch_size: 16
          epochs: 50
        """;

    /// <summary>Trials of a tenth of a second and more, most of them stopped by comparing them.</summary>
    /// <param name="pruner">The type of pruner, with its settings.</param>
    public static string Pruned(string pruner) =>
        $$"""
        name: pruned
        dataset: {name: digits, train: 1200, test: 100}
        metric: {name: validation_loss, goal: minimize}
        parameters:
          architecture: "32"
          learning_rate: [0.03, 0.2, 0.01, 0.1, 0.5, 0.02, 0.3, 0.15, 0.05, 0.4, 0.6, 0.08]
          batch_size: 16
          epochs: 12
        early_terminate: {{{pruner}}}
        """;

    /// <summary>One epoch of many seconds.</summary>
    public const string SlowEpoch =
        """
        name: slow
        dataset: {name: digits, train: 5000, test: 100}
        parameters: {architecture: "2048-2048-2048", batch_size: 1, epochs: 1}
        """;

    /// <summary>One trial that goes on until it is ended.</summary>
    public const string Endless =
        """
        name: endless
        dataset: {name: digits, train: 3000, test: 100}
        parameters: {architecture: "64", epochs: 1000000}
        """;
}
