using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LibTorchPeer;

/// <summary>A network, its loss and its optimiser.</summary>
internal sealed class PeerNetwork
{
    private const int Side = 28, Classes = 10;

    // Rows at once when a whole set is measured: the activations stay in the cache.
    private const int EvaluationRows = 1000;

    private readonly Sequential _network;
    private readonly SGD _optimizer;

    /// <param name="hidden">Layers joined by hyphens: <c>16c5</c>, <c>p2</c>, <c>128</c>.</param>
    /// <param name="learningRate">Greater than 0.</param>
    public PeerNetwork(string hidden, double learningRate)
    {
        IsConvolutional = hidden.Contains('c', StringComparison.Ordinal);
        _network = Build(hidden.Split('-'));
        _optimizer = optim.SGD(_network.parameters(), learningRate);
    }

    public bool IsConvolutional { get; }

    public void TrainEpoch(DigitSubset subset, int batchSize)
    {
        _network.train();
        using Tensor order = randperm(subset.Count);
        for (long start = 0; start < subset.Count; start += batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            DigitSubset batch = subset.Select(order.slice(0, start, Math.Min(subset.Count, start + batchSize), 1));
            _optimizer.zero_grad();
            Tensor loss = SummedLoss(_network.forward(batch.Images), batch) / batch.Count;
            loss.backward();
            _optimizer.step();
        }
    }

    /// <returns>The mean loss, and the share of images that were classified right.</returns>
    public (double Loss, double Accuracy) Measure(DigitSubset subset)
    {
        _network.eval();
        using IDisposable plain = no_grad();
        double loss = 0, correct = 0;
        for (long start = 0; start < subset.Count; start += EvaluationRows)
        {
            using DisposeScope scope = NewDisposeScope();
            DigitSubset rows = subset.Slice(start, EvaluationRows);
            Tensor logits = _network.forward(rows.Images);
            loss += SummedLoss(logits, rows).item<float>();
            correct += logits.argmax(1).eq(rows.Labels).sum().item<long>();
        }

        return (loss / subset.Count, correct / subset.Count);
    }

    private Tensor SummedLoss(Tensor logits, DigitSubset rows) => IsConvolutional
        ? functional.cross_entropy(logits, rows.Labels, reduction: Reduction.Sum)
        : functional.binary_cross_entropy_with_logits(logits, rows.OneHot, reduction: Reduction.Sum);

    private Sequential Build(string[] layers)
    {
        List<Module<Tensor, Tensor>> modules = [];
        long channels = 1, side = Side, units = IsConvolutional ? 0 : Side * Side;
        foreach (string layer in layers.Append(Classes.ToString(CultureInfo.InvariantCulture)))
        {
            if (layer.StartsWith('p'))
            {
                long pool = long.Parse(layer.AsSpan(1), CultureInfo.InvariantCulture);
                modules.Add(MaxPool2d(pool));
                side /= pool;
            }
            else if (layer.Split('c') is [string filters, string kernel])
            {
                long next = long.Parse(filters, CultureInfo.InvariantCulture), width = long.Parse(
                    kernel, CultureInfo.InvariantCulture);
                modules.AddRange([Conv2d(channels, next, width, padding: width / 2), ReLU()]);
                channels = next;
            }
            else
            {
                if (units == 0)
                {
                    modules.Add(Flatten());
                    units = channels * side * side;
                }

                long next = long.Parse(layer, CultureInfo.InvariantCulture);
                modules.AddRange([Linear(units, next), IsConvolutional ? ReLU() : Sigmoid()]);
                units = next;
            }
        }

        // The outputs are logits; the loss has their activation.
        modules.RemoveAt(modules.Count - 1);
        return Sequential(modules);
    }
}
