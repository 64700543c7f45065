namespace Sweeper.Experiments.Hyperparameters;

/// <summary>The names of the built-in network's hyperparameters.</summary>
public static class HyperparameterNames
{
    public const string Architecture = "architecture";
    public const string Activation = "activation";
    public const string Loss = "loss";
    public const string Output = "output";
    public const string Optimizer = "optimizer";
    public const string LearningRate = "learning_rate";
    public const string BatchSize = "batch_size";
    public const string Epochs = "epochs";
    public const string Initializer = "initializer";
}
