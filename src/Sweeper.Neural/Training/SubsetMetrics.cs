namespace Sweeper.Neural.Training;

/// <summary>How well a network does on some images.</summary>
/// <param name="Loss">The mean loss per image.</param>
/// <param name="Accuracy">The share of images whose largest output is that of their class: 0 … 1.</param>
public readonly record struct SubsetMetrics(double Loss, double Accuracy)
{
    /// <summary>Of rows with targets: the mean square of what was predicted less the target.</summary>
    public double SquaredError { get; init; }

    /// <summary>
    /// Of rows with targets: the share of their variance that the predictions explain, 1 at best, 0 for predicting their mean,
    /// below 0 for worse; 0 where all targets are the same.
    /// </summary>
    public double R2 { get; init; }
}
