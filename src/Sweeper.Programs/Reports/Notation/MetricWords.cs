using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Sweeper.Programs.Reports.Notation;

/// <summary>What names tell: whether a value can be a metric, a setting, a time or the step itself.</summary>
internal static class MetricWords
{
    private const int MostKnown = 10_000;

    /// <summary>Keys of an object or columns of a table that are its step, the best first.</summary>
    public static readonly string[] StepKeys =
    [
        "global_step", "global step", "num_updates", "total_timesteps", "num_timesteps", "timesteps_total", "step",
        "_step", "epoch", "iteration", "iter", "iterations", "round", "update", "episode", "ep", "training_iteration",
        "TotalEnvInteracts",
    ];

    private static readonly FrozenSet<string> Steps = StepKeys.Concat(["batch", "e", "it", "niter"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Measures = Set("""
        loss losses acc accuracy accuracies error errors err auc auroc auprc aupr roc f1 f1score fscore fbeta precision recall
        prec rec sensitivity specificity mse rmse mae mape smape rmsle msle r2 score scores reward rewards return returns
        regret bleu rouge meteor cider perplexity ppl map ap ap50 ap75 map50 map95 iou miou giou dice psnr ssim lpips fid
        inception cost objective logloss crossentropy ce bce xent nll elbo kl kld entropy kappa mcc wer cer top1 top5 hits hit
        ndcg mrr jaccard hinge quality fitness utility pearson spearman corr correlation cosine bpc bpb bpd exact em winrate
        episode likelihood logl residual distance result results deviance gini ks silhouette inertia
        """);

    private static readonly FrozenSet<string> Sets = Set("""
        train training trn val valid validate validation eval evaluation evaluate test testing dev holdout heldout oob
        pretrain pretraining learn
        """);

    private static readonly FrozenSet<string> Unwanted = Set("""
        time times eta elapsed remaining left second seconds sec secs ms minutes hours took duration runtime speed fps
        throughput mem memory gpu cpu ram vram gb mb wps ups wpb bsz wall date version port pid walltime timestamp sps ips ept
        size instances labels images samples consumed tokens dur passed data io
        """);

    private static readonly FrozenSet<string> Settings = Set("""
        seed rank world workers worker threads thread params parameters parameter flops batch batchsize bs hidden dim dims
        channels layers heads vocab epochs iters iterations steps max min num n nb warmup dropout momentum decay beta beta1
        beta2 betas eps epsilon gamma alpha lambda patience fold folds split splits lr rate port device devices nodes gpus
        config id num_parameters v every interval freq frequency depth width height length ratio tol tolerance level
        """);

    private static readonly FrozenSet<string> SettingEnds = Set("""
        weight weights threshold thresholds thr thresh ratio split size smoothing coef coeff coefficient factor margin scale
        every interval freq steps fn type name path dir file weighting patience clip alpha beta gamma target limit lambda tol
        mode
        """);

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" _-/.:()[]@'\"#%*+,\\");

    // Programs print the same names again and again, and to take one apart costs more than to read the line around it.
    private static readonly ConcurrentDictionary<string, Meaning> Known = new(StringComparer.Ordinal);

    private readonly record struct Meaning(
        bool IsMeasure, bool IsUnwanted, bool IsSetting, bool IsLearningRate, bool IsStep, string? Set);

    /// <summary>Whether the name says that it measures something: loss, accuracy, reward.</summary>
    public static bool IsMeasure(string name) => Of(name).IsMeasure;

    /// <summary>Whether the value is a time, a speed, a size: nothing by which trials are compared.</summary>
    public static bool IsUnwanted(string name) => Of(name).IsUnwanted;

    /// <summary>
    /// Whether the name is that of a learning rate, a metric where it comes with a step and a setting elsewhere.
    /// </summary>
    public static bool IsLearningRate(string name) => Of(name).IsLearningRate;

    /// <summary>Whether the name is one of settings: batch size, seed, dropout.</summary>
    public static bool IsSetting(string name) => Of(name).IsSetting;

    /// <summary>Whether the name is that of the step itself.</summary>
    public static bool IsStep(string name) => Of(name).IsStep;

    /// <summary>The first word of a text that names a part of the data: val, test, train; null when there is none.</summary>
    public static string? SetWord(string text) => Of(text).Set;

    /// <summary>The key or column that holds the step; null when there is none.</summary>
    public static string? StepKey(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return StepKeys.Select(key => all.FirstOrDefault(n => LastPart(n).Equals(key, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(n => n is not null);
    }

    /// <summary>Whether a word says of which part of the data something is, other than the training part.</summary>
    public static bool IsOtherSet(string word) =>
        !word.StartsWith("train", StringComparison.OrdinalIgnoreCase) && !word.Equals("trn", StringComparison.OrdinalIgnoreCase);

    private static Meaning Of(string name)
    {
        if (Known.TryGetValue(name, out Meaning known))
            return known;

        string[] words = [.. Words(name)];
        bool isMeasure = words.Any(w => Measures.Contains(w) || Measures.Contains(w.AsSpan().TrimEnd("0123456789").ToString()));
        // MXNet's "Time cost" is no cost.
        isMeasure &= !(words.Contains("time", StringComparer.OrdinalIgnoreCase)
            && words.Contains("cost", StringComparer.OrdinalIgnoreCase));
        var meaning = new Meaning(
            isMeasure,
            !isMeasure && words.Any(Unwanted.Contains),
            words.Length > 0 && (
                SettingEnds.Contains(words[^1]) || (!words.Any(Measures.Contains) && words.Any(Settings.Contains))),
            words.FirstOrDefault() is "lr" or "LR" or "Lr" || name.Contains("learning", StringComparison.OrdinalIgnoreCase),
            Steps.Contains(LastPart(name)),
            words.FirstOrDefault(Sets.Contains));
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known[name] = meaning;
    }

    /// <summary>
    /// The parts of a name: what stands between signs and blanks, then its parts where a capital follows a small letter.
    /// </summary>
    private static IEnumerable<string> Words(string name)
    {
        int start = 0;
        int capital = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool breaks = i == name.Length || Breaks.Contains(name[i]);
            if (i > capital && (breaks ? capital > start : char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
            {
                yield return name[capital..i];
                capital = i;
            }

            if (!breaks)
                continue;
            if (i > start)
                yield return name[start..i];
            start = capital = i + 1;
        }
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('/') + 1)..].Trim();

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
