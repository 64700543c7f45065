using Sweeper.Experiments;
using Sweeper.Training.Datasets;
using Sweeper.Training.Metrics;

namespace Sweeper.Training.Kinds;

/// <summary>What experiments of the built-in network say besides what all experiments say.</summary>
public static class NetworkExperiment
{
    extension(Experiment experiment)
    {
        /// <summary>What it trains on.</summary>
        public DatasetSettings Dataset => ((NetworkTrialSettings)experiment.Trial).Dataset;

        /// <summary>How and when its trials are measured.</summary>
        public EvaluationSettings Evaluation => ((NetworkTrialSettings)experiment.Trial).Evaluation;
    }
}
