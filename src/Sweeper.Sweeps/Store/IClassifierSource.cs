using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Store;

/// <summary>Gives the classifiers that trials saved, for readers that know nothing of how they were trained.</summary>
public interface IClassifierSource
{
    /// <summary>The classifier of images that a trial saved; null when it has none that can be read.</summary>
    LayeredClassifier? Find(SweepRecord sweep, int trialNumber);

    /// <summary>
    /// The number of weights of the network that a trial saved, biases included; null when it has none that can be read.
    /// </summary>
    long? CountWeights(SweepRecord sweep, int trialNumber);
}
