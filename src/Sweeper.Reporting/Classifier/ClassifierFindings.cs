using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Classifier;

/// <summary>What a classifier's trial left behind, as far as it can be read.</summary>
public sealed record ClassifierFindings
{
    /// <summary>Whether it is as often right as it says; null when that is not known.</summary>
    public required Calibration? Calibration { get; init; }

    /// <summary>Images that it read wrong and right; null when there are none.</summary>
    public required ClassifierExamples? Examples { get; init; }

    /// <summary>How few bits are enough for its weights; null when that was not measured.</summary>
    public required WeightPrecision? Precision { get; init; }

    /// <summary>How it does on disturbed examples; null when that was not measured.</summary>
    public required Robustness? Robustness { get; init; }

    /// <summary>What the best trials read right together; null when that was not measured.</summary>
    public required EnsembleGain? Ensemble { get; init; }

    /// <summary>The classifier itself; null when it was not saved, or cannot be read.</summary>
    public required LayeredClassifier? Network { get; init; }

    /// <summary>Reads what there is of a trial.</summary>
    public static ClassifierFindings Of(ISweepReader reader, SweepRecord sweep, int trial, IClassifierSource? classifiers)
    {
        LayeredClassifier? network = classifiers?.Find(sweep, trial);
        return new ClassifierFindings
        {
            Calibration = Read(ClassPredictions.AttachmentName, content => ClassPredictions.FromBytes(content).Calibration()),
            Examples = Read(ClassifierExamples.AttachmentName, content => ClassifierExamples.FromJson(content)),
            Precision = Read(WeightPrecision.AttachmentName, content => WeightPrecision.FromJson(content)),
            Robustness = Read(Sweeps.Attachments.Robustness.AttachmentName,
                content => Sweeps.Attachments.Robustness.FromJson(content)),
            Ensemble = Read(EnsembleGain.AttachmentName, content => EnsembleGain.FromJson(content)),
            Network = network?.Layers.OfType<WeightedClassifierLayer>()
                .All(l => l.Weights.All(float.IsFinite) && l.Biases.All(float.IsFinite)) == true ? network : null,
        };

        T? Read<T>(string name, Func<byte[], T> parse)
            where T : class => AttachmentReading.Find(reader, sweep, trial, name, parse);
    }
}
