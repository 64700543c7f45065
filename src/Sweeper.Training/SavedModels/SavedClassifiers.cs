using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Training.SavedModels;

/// <summary>The networks that trials saved, for readers that know nothing of networks.</summary>
/// <param name="reader">Where the trials are recorded; stays the caller's.</param>
public sealed class SavedClassifiers(ISweepReader reader) : IClassifierSource
{
    // A page computes networks of images alone.
    public LayeredClassifier? Find(SweepRecord sweep, int trialNumber) =>
        Read(sweep, trialNumber) is { Table: null } network ? network.ToLayers() : null;

    public long? CountWeights(SweepRecord sweep, int trialNumber) => Read(sweep, trialNumber)?.WeightCount;

    /// <summary>The network of a trial.</summary>
    /// <exception cref="SweeperException">The trial has none, or it cannot be read.</exception>
    public SavedNetwork Load(SweepRecord sweep, int trialNumber)
    {
        string name = FormattableString.Invariant($"{sweep.Reference}/{trialNumber}");
        byte[] file = reader.ReadAttachment(sweep, trialNumber, ModelFile.AttachmentName)
            ?? throw new SweeperException(
                $"{name} has saved no model; 'sweeper show {name}' says what became of it", FailureKind.Input);
        return SavedNetwork.Load(file, name);
    }

    private SavedNetwork? Read(SweepRecord sweep, int trialNumber)
    {
        try
        {
            return reader.ReadAttachment(sweep, trialNumber, ModelFile.AttachmentName) is byte[] file
                ? SavedNetwork.Load(file, $"{sweep.Reference}/{trialNumber}")
                : null;
        }
        catch (SweeperException)
        {
            // A model that was deleted or damaged is no reason to have no report.
            return null;
        }
    }
}
