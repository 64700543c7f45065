namespace Sweeper.Training.Hyperparameters;

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
    public const string DropLast = "drop_last";
    public const string Epochs = "epochs";
    public const string Initializer = "initializer";
    public const string Schedule = "schedule";
    public const string WeightDecay = "weight_decay";
    public const string L1 = "l1";
    public const string GradientClip = "gradient_clip";
    public const string Dropout = "dropout";
    public const string InputDropout = "input_dropout";
    public const string BatchNormalization = "batch_normalization";
    public const string LabelSmoothing = "label_smoothing";
    public const string Augmentation = "augmentation";
    public const string Kernel = "kernel";
}
