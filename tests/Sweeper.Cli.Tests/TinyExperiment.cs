namespace Sweeper.Cli.Tests;

/// <summary>Texts of experiments that train in a moment.</summary>
internal static class TinyExperiment
{
    /// <summary>Two architectures by two learning rates, two epochs each.</summary>
    public const string Grid =
        """
        name: tiny
        description: Two by two
        dataset: {name: digits, train: 200, test: 100}
        metric: {name: validation_accuracy, goal: maximize}
        parameters:
          architecture: ["8", "16"]
          learning_rate: [0.1, 0.2]
          batch_size: 16
          epochs: 2
        seed: 7
        """;

    /// <summary>A dense and two convolutional networks, two epochs each.</summary>
    public const string Convolutions =
        """
        name: convolutions
        dataset: {name: digits, train: 120, test: 60}
        parameters:
          architecture: ["8", 4c5s2-p2-8, [4c3, p4, 6c3v, p2]]
          optimizer: momentum
          learning_rate: 0.02
          batch_size: 30
          epochs: 2
        """;

    /// <summary>Two trials, the second of which learns next to nothing and is pruned.</summary>
    public const string Pruned =
        """
        name: pruned
        dataset: {name: digits, train: 200, test: 100}
        metric: {name: validation_accuracy, goal: maximize}
        parameters: {architecture: "16", learning_rate: [0.2, 0.000001], batch_size: 16, epochs: 3}
        early_terminate: {type: successive_halving, min_iter: 1, eta: 3}
        parallel: 1
        """;

    /// <summary>Two trials, the second of which waits, as the first reached the target.</summary>
    public const string Stopped =
        """
        name: stopped
        dataset: {name: digits, train: 200, test: 100}
        metric: {name: validation_accuracy, goal: maximize, target: 0}
        parameters: {architecture: "8", learning_rate: [0.1, 0.2], batch_size: 16, epochs: 1}
        parallel: 1
        """;

    /// <summary>One trial: nothing is swept.</summary>
    public const string Single =
        """
        name: single
        dataset: {name: digits, train: 200, test: 100}
        parameters: {architecture: "8", batch_size: 16, epochs: 1}
        """;

    /// <summary>Two trials, the second of which no machine has the memory for.</summary>
    public const string WithHugeNetwork =
        """
        name: huge
        dataset: {name: digits, train: 200, test: 100}
        parameters:
          architecture: ["8", "1000000000"]
          batch_size: 16
          epochs: 2
        """;

    /// <summary>Three errors, in lines 2, 5 and 6.</summary>
    public const string Wrong =
        """
        name: wrong
        dataset: digit
        parameters:
          architecture: "8"
          learning_rate: -1
          epochz: 2
        """;
}
