using Sweeper.Benchmarks.Machine;

namespace Sweeper.Benchmarks.Training;

/// <summary>The times of many epochs of one program.</summary>
internal sealed class EpochSamples
{
    public Samples Train { get; } = new();

    public Samples Evaluation { get; } = new();

    public Samples Total { get; } = new();

    /// <summary>Adds the epochs of a run, without the first, in which programs warm up.</summary>
    public void AddWarm(IEnumerable<EpochTime> run)
    {
        foreach (EpochTime time in run.Skip(1))
        {
            Train.Add(time.TrainSeconds);
            Evaluation.Add(time.EvaluationSeconds);
            Total.Add(time.TotalSeconds);
        }
    }

    /// <summary>Adds all epochs of <paramref name="other"/>.</summary>
    public void Add(EpochSamples other)
    {
        Train.Add(other.Train);
        Evaluation.Add(other.Evaluation);
        Total.Add(other.Total);
    }
}
