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
/// Hashes everything in an experiment that can change a result: what the keys of the kind of trial say, how trials are measured,
/// stopped, pruned and ranked, and which trials there are. Its form never changes, because sweeps are found again by it.
/// </summary>
internal static class PlanFingerprint
{
    private const int HashedAtOnce = 1 << 16;

    /// <summary>
    /// That of an experiment that needs no results: its trials in their order, and every value that a hyperparameter has in
    /// them.
    /// </summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(Experiment experiment, PlanValues values, IEnumerable<TrialIdentity> trials)
    {
        using IncrementalHash hash = Begin(experiment);

        // An identity says which values differ from their defaults; the values of the space say what the defaults are.
        values.AppendTo(hash);
        var text = new ArrayBufferWriter<byte>(HashedAtOnce);
        foreach (TrialIdentity identity in trials)
        {
            text.Write("trial "u8);
            identity.AppendTo(text);
            text.Write("\n"u8);
            if (text.WrittenCount < HashedAtOnce)
                continue;
            hash.AppendData(text.WrittenSpan);
            text.ResetWrittenCount();
        }

        hash.AppendData(text.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>That of an experiment that grows: what may be proposed and by what, not how much of it.</summary>
    public static string OfGrowing(Experiment experiment)
    {
        using IncrementalHash hash = Begin(experiment);
        Append(hash, $"sampler {experiment.Method.Name} {experiment.Method.Settings}");
        foreach (string sweep in experiment.History)
            Append(hash, $"history {sweep}");
        IEnumerable<HyperparameterDefinition> always = experiment.Trial.Hyperparameters.All.Where(
            d => d.DependsOn.Count == 0 && !d.IsOffByDefault);
        foreach (HyperparameterDefinition definition in always.OrderBy(d => d.Name, StringComparer.Ordinal))
            Append(hash, $"default {definition.Name} {definition.DefaultFor(HyperparameterValues.Empty)?.Canonical}");
        Append(hash, experiment.Space);
        foreach (SearchSpace grid in experiment.Include)
        {
            Append(hash, $"include");
            Append(hash, grid);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IncrementalHash Begin(Experiment experiment)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"seed {experiment.Seed}");
        foreach (string line in experiment.Trial.FingerprintLines)
            Append(hash, $"{line}");
        Append(hash, $"objective {experiment.Objective}");
        if (experiment.EarlyStopping is EarlyStopping rule)
            Append(
                hash, $"early stopping {rule.Goal.Name()} {rule.Monitor} {rule.Patience} {rule.MinDelta:R} {rule.RestoreBest}");
        if (experiment.Pruner is IPruner pruner)
            Append(hash, $"pruning {pruner.Settings}");
        return hash;
    }

    private static void Append(IncrementalHash hash, SearchSpace space)
    {
        foreach (Hyperparameter hyperparameter in space.Hyperparameters)
        {
            Append(
                hash,
                $"hyperparameter {hyperparameter.Name} {Texts(hyperparameter.Values)} {Text(hyperparameter.Distribution)}");
            if (hyperparameter.When is Condition condition)
                Append(hash, $"when {Text(condition)}");
        }

        foreach (ImmutableArray<string> group in space.Zip)
            Append(hash, $"zip {string.Join(' ', group)}");
        foreach (Condition condition in space.Exclude)
            Append(hash, $"exclude {Text(condition)}");
    }

    private static string Text(Condition condition) =>
        string.Join(' ', condition.Hyperparameters.Select(h => $"{h.Name} {Texts(h.Values)}"));

    private static string Text(Distribution? distribution) => distribution switch
    {
        CategoricalDistribution listed =>
            $"{Texts(listed.Values)} {Texts([.. listed.Probabilities.Select(p => new NumberValue(p))])}",
        _ => distribution?.Description ?? "",
    };

    private static string Texts(ImmutableArray<HyperparameterValue> values) => new ListValue(values).Canonical;

    private static void Append(IncrementalHash hash, FormattableString line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
}
