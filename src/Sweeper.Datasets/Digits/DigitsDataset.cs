using Sweeper.Neural.Images;
using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Digits;

/// <summary>
/// Handwritten-looking digits that need no download: 28×28, ink 255 on paper 0, as in MNIST. Every image follows from the seed,
/// its set and its place alone, so that a larger set begins with the images of a smaller one and the number of threads does not
/// matter.
/// </summary>
public static class DigitsDataset
{
    private const int ClassCount = 10;
    private const int PixelCount = InkCanvas.Size * InkCanvas.Size;

    // The parts of the generator's seed that keep sets, and labels and drawings, apart.
    private const ulong TrainSet = 1;
    private const ulong TestSet = 2;
    private const ulong LabelOrder = 1;
    private const ulong Drawing = 2;

    /// <summary>
    /// Draws both sets. Of every ten images in a row, each digit is one. <paramref name="maxThreads"/> is at least 1, or −1 for
    /// one per core, and changes nothing but the time taken.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside 1 … <see cref="DigitsOptions.MaxCount"/>.</exception>
    public static Dataset Generate(DigitsOptions options, int maxThreads = -1)
    {
        LabelledImages train = Draw(options.Seed, TrainSet, options.TrainCount, maxThreads);
        LabelledImages test = Draw(options.Seed, TestSet, options.TestCount, maxThreads);
        return new Dataset
        {
            Name = "digits",
            Train = train,
            Test = test,
            ClassNames = [.. Enumerable.Range(0, ClassCount).Select(digit => $"{digit}")],
            Checksum = DatasetChecksum.Compute(train, test),
        };
    }

    private static LabelledImages Draw(long seed, ulong set, int count, int maxThreads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, DigitsOptions.MaxCount);

        byte[] pixels = new byte[count * PixelCount];
        byte[] labels = new byte[count];
        Parallel.For(
            0,
            (count + ClassCount - 1) / ClassCount,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            () => new DigitWriter(),
            (block, _, writer) =>
            {
                DrawBlock(writer, (ulong)seed, set, block, pixels, labels);
                return writer;
            },
            _ => { });
        return new LabelledImages(InkCanvas.Size, InkCanvas.Size, pixels, labels);
    }

    /// <summary>Ten images, or what is left of the set: one of each digit in random order.</summary>
    private static void DrawBlock(DigitWriter writer, ulong seed, ulong set, int block, byte[] pixels, byte[] labels)
    {
        Span<byte> digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        RandomSource.FromSeed(seed, set, LabelOrder, (ulong)block).Shuffle(digits);
        int first = block * ClassCount;
        for (int index = first; index < Math.Min(first + ClassCount, labels.Length); index++)
        {
            labels[index] = digits[index - first];
            RandomSource random = RandomSource.FromSeed(seed, set, Drawing, (ulong)index);
            writer.Write(labels[index], random, pixels.AsSpan(index * PixelCount, PixelCount));
        }
    }
}
