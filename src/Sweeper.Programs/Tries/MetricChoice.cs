using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Programs.Tries;

/// <summary>
/// Chooses by their names the metric by which trials are best ranked: one that was held out before one that was trained on, a
/// quality before a loss.
/// </summary>
public static partial class MetricChoice
{
    private static readonly FrozenSet<string> HeldOut =
        FrozenSet.ToFrozenSet(["val", "valid", "validation", "dev", "eval", "heldout"]);

    private static readonly FrozenSet<string> Test = FrozenSet.ToFrozenSet(["test"]);

    private static readonly FrozenSet<string> Qualities = FrozenSet.ToFrozenSet(
    [
        "accuracy", "acc", "top1", "acc1", "f1", "auc", "auroc", "map", "map50", "bleu", "rouge", "iou", "miou", "dice", "r2",
        "psnr",
        "ssim", "reward", "return", "score", "precision", "recall",
    ]);

    private static readonly FrozenSet<string> Losses = FrozenSet.ToFrozenSet(
    [
        "loss", "error", "err", "rmse", "mse", "mae", "mape", "perplexity", "ppl", "bpb", "bpc", "nll", "logloss", "cost",
        "wer", "cer", "elbo", "fid",
    ]);

    /// <summary>The metric with its goal; null when no name says which direction is better.</summary>
    public static Objective? Of(IEnumerable<string> names)
    {
        var candidates = from name in names.Select((n, i) => (Name: n, Index: i))
                         let words = WordsOf(name.Name)
                         let isQuality = words.Any(Qualities.Contains)
                         where isQuality || words.Any(Losses.Contains)
                         let place = words.Any(HeldOut.Contains) ? 0 : words.Any(Test.Contains) ? 1 : 2
                         orderby place, isQuality ? 0 : 1, words.Length, name.Index
                         select new Objective(name.Name, isQuality ? Goal.Maximize : Goal.Minimize);
        return candidates.FirstOrDefault();
    }

    private static string[] WordsOf(string name) =>
    [
        .. Words().Matches(name).Concat(Runs().Matches(name)).Select(
            w => w.Value.ToLower(CultureInfo.InvariantCulture)).Distinct(),
    ];

    // valAccuracy, val_acc, val/acc@1 and "Val Acc" are two words each, and top1 is one.
    [GeneratedRegex("[A-Z]?[a-z]+[0-9]*|[A-Z]+(?![a-z])[0-9]*")]
    private static partial Regex Words();

    // mAP50 is one.
    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Runs();
}
