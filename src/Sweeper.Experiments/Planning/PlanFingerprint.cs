using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Experiments.Datasets;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// Hashes everything in an experiment that can change a result: its trials in their order, every value that a hyperparameter
/// has in them, the dataset, and how trials are measured, stopped, pruned and ranked. Its form never changes, because sweeps are
/// found again by it.
/// </summary>
internal static class PlanFingerprint
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(Experiment experiment, SearchSpace space, ImmutableArray<Trial> trials)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"seed {experiment.Seed}");
        Append(hash, $"{Dataset(experiment.Dataset)}");
        if (experiment.Dataset.Folds is int folds)
            Append(hash, $"cross validation {folds}");
        Append(hash, $"evaluate {experiment.Evaluation.Train} {experiment.Evaluation.Test}");
        if (experiment.Evaluation.LossEvery is int steps)
            Append(hash, $"loss every {steps}");
        Append(hash, $"objective {experiment.Objective}");
        if (experiment.EarlyStopping is EarlyStopping rule)
            Append(hash, $"early stopping {rule.Goal.Name()} {rule.Monitor} {rule.Patience} {rule.MinDelta:R} {rule.RestoreBest}");
        if (experiment.Pruner is IPruner pruner)
            Append(hash, $"pruning {pruner.Settings}");

        var texts = new CanonicalTexts();

        // An identity says which values differ from their defaults; the values of the space say what the defaults are.
        foreach (Hyperparameter hyperparameter in space.Hyperparameters.Where(Matters).OrderBy(h => h.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(hyperparameter.Name));
            texts.AppendSorted(hyperparameter.Values, hash);
            hash.AppendData("\n"u8);
        }

        var text = new ArrayBufferWriter<byte>();
        foreach (Trial trial in trials)
        {
            text.ResetWrittenCount();
            text.Write("trial "u8);
            trial.Identity.AppendTo(text);
            text.Write("\n"u8);
            hash.AppendData(text.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool Matters(Hyperparameter hyperparameter) =>
        NetworkHyperparameters.Find(hyperparameter.Name) is not { IsOffByDefault: true } definition
        || hyperparameter.Values.Any(v => !v.Equals(definition.DefaultFor(HyperparameterValues.Empty)));

    private static string Dataset(DatasetSettings dataset)
    {
        // What only the files say is empty here; the checksum of their images joins the fingerprint once they are read.
        string validation = dataset.ValidationCount?.ToString(CultureInfo.InvariantCulture) ?? dataset.Validation.ToString();
        string divisor = dataset.PixelDivisor == DatasetSettings.DefaultPixelDivisor
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" pixels/{dataset.PixelDivisor:R}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dataset {dataset.Name} {dataset.TrainCount} {dataset.TestCount} {dataset.FingerprintText} ")
            + string.Create(CultureInfo.InvariantCulture, $"validation {validation} training {dataset.TrainingCount}{divisor}");
    }

    private static void Append(IncrementalHash hash, FormattableString line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
}
