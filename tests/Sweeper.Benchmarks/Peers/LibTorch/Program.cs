// A network trained with TorchSharp, libtorch's binding for .NET, by plain mini-batch gradient descent on the processor:
//
//     LibTorchPeer DATA HIDDEN LEARNING_RATE BATCH EPOCHS THREADS
//
// DATA is the folder with MNIST's four files; HIDDEN are hidden layers such as 128-64 (sigmoid units, binary cross-entropy
// summed over the outputs) or 16c5-p2-128 (rectified units, cross-entropy). Prints a line per epoch as the other peers do;
// without arguments, the version.
using System.Diagnostics;
using System.Globalization;
using LibTorchPeer;
using TorchSharp;
using static TorchSharp.torch;

if (args.Length == 0)
{
    // A first tensor, so that natives that do not load are known.
    using Tensor probe = zeros(1);
    Console.WriteLine(typeof(torch).Assembly.GetName().Version!.ToString(fieldCount: 3));
    return;
}

int batchSize = int.Parse(args[3], CultureInfo.InvariantCulture), epochs = int.Parse(args[4], CultureInfo.InvariantCulture);
set_num_threads(int.Parse(args[5], CultureInfo.InvariantCulture));
set_num_interop_threads(1);
random.manual_seed(1);
PeerNetwork network = new(args[1], double.Parse(args[2], CultureInfo.InvariantCulture));
DigitSubset train = DigitSubset.Read(args[0], "train", network.IsConvolutional);
DigitSubset test = DigitSubset.Read(args[0], "t10k", network.IsConvolutional);
for (int epoch = 1; epoch <= epochs; epoch++)
{
    long begun = Stopwatch.GetTimestamp();
    network.TrainEpoch(train, batchSize);
    long trained = Stopwatch.GetTimestamp();
    (double loss, double accuracy) = network.Measure(train);
    (double testLoss, double testAccuracy) = network.Measure(test);
    double evaluationSeconds = Stopwatch.GetElapsedTime(trained).TotalSeconds;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch}/{epochs} train {Stopwatch.GetElapsedTime(begun, trained).TotalSeconds:F4}s eval {evaluationSeconds:F4}s "
        + $"loss {loss:F4} acc {accuracy:F4} test_loss {testLoss:F4} test_acc {testAccuracy:F4}"));
}
