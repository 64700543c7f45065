using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Tests.Losses;

/// <summary>Outputs and losses of one example by their definitions, without any care for overflow.</summary>
internal static class PlainLoss
{
    /// <summary>Every loss with each output it is defined over.</summary>
    public static TheoryData<LossKind, OutputKind> Pairs => new()
    {
        { LossKind.CrossEntropy, OutputKind.Softmax },
        { LossKind.BinaryCrossEntropy, OutputKind.Sigmoid },
        { LossKind.MeanSquaredError, OutputKind.Identity },
        { LossKind.MeanSquaredError, OutputKind.Sigmoid },
        { LossKind.MeanSquaredError, OutputKind.Softmax },
    };

    public static double[] Outputs(OutputKind kind, double[] logits) => kind switch
    {
        OutputKind.Identity => logits,
        OutputKind.Sigmoid => [.. logits.Select(z => 1 / (1 + Math.Exp(-z)))],
        _ => [.. logits.Select(z => Math.Exp(z) / logits.Sum(Math.Exp))],
    };

    public static double Of(LossKind loss, OutputKind output, double[] logits, int label)
    {
        double[] a = Outputs(output, logits);
        return loss switch
        {
            LossKind.CrossEntropy => -Math.Log(a[label]),
            LossKind.BinaryCrossEntropy => -a.Select((v, j) => Math.Log(j == label ? v : 1 - v)).Sum(),
            _ => a.Select((v, j) => Math.Pow(v - (j == label ? 1 : 0), 2)).Sum(),
        };
    }
}
