using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// Hashes everything in an experiment that can change a result: its trials in their order, every value that a hyperparameter
/// has in them, what the keys of the kind of trial say, and how trials are measured, stopped, pruned and ranked. Its form never changes, because sweeps are
/// found again by it.
/// </summary>
internal static class PlanFingerprint
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(Experiment experiment, SearchSpace space, ImmutableArray<Trial> trials)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"seed {experiment.Seed}");
        foreach (string line in experiment.Trial.FingerprintLines)
            Append(hash, $"{line}");
        Append(hash, $"objective {experiment.Objective}");
        if (experiment.EarlyStopping is EarlyStopping rule)
            Append(hash, $"early stopping {rule.Goal.Name()} {rule.Monitor} {rule.Patience} {rule.MinDelta:R} {rule.RestoreBest}");
        if (experiment.Pruner is IPruner pruner)
            Append(hash, $"pruning {pruner.Settings}");

        var texts = new CanonicalTexts();

        // An identity says which values differ from their defaults; the values of the space say what the defaults are.
        foreach (Hyperparameter hyperparameter in space.Hyperparameters.Where(h => Matters(h, experiment.Trial.Hyperparameters)).OrderBy(h => h.Name, StringComparer.Ordinal))
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

    private static bool Matters(Hyperparameter hyperparameter, HyperparameterTable table) =>
        table.Find(hyperparameter.Name) is not { IsOffByDefault: true } definition
        || hyperparameter.Values.Any(v => !v.Equals(definition.DefaultFor(HyperparameterValues.Empty)));

    private static void Append(IncrementalHash hash, FormattableString line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
}
