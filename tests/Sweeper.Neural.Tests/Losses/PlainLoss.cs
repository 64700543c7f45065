using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Tests.Losses;

/// <summary>Outputs and losses of one example by their definitions, without any care for overflow.</summary>
internal static class PlainLoss
{
    /// <summary>Every loss with each output it is defined over.</summary>
    public static TheoryData<LossKind, OutputKind> Pairs
    {
        get
        {
            var pairs = new TheoryData<LossKind, OutputKind>();
            foreach (LossKind loss in LossKind.All)
            {
                foreach (OutputKind output in loss.Outputs)
                    pairs.Add(loss, output);
            }

            return pairs;
        }
    }

    public static double[] Outputs(OutputKind kind, double[] logits) => kind.Name switch
    {
        "identity" => logits,
        "sigmoid" => [.. logits.Select(z => 1 / (1 + Math.Exp(-z)))],
        "softmax" => [.. logits.Select(z => Math.Exp(z) / logits.Sum(Math.Exp))],
        string other => throw new ArgumentException($"{other} has no definition here."),
    };

    public static double Of(LossKind loss, OutputKind output, double[] logits, int label)
    {
        double[] a = Outputs(output, logits);
        return loss.Name switch
        {
            "cross_entropy" => -Math.Log(a[label]),
            "binary_cross_entropy" => -a.Select((v, j) => Math.Log(j == label ? v : 1 - v)).Sum(),
            "mean_squared_error" => a.Select((v, j) => Math.Pow(v - (j == label ? 1 : 0), 2)).Sum(),
            string other => throw new ArgumentException($"{other} has no definition here."),
        };
    }
}
