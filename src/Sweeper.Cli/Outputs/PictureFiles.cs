using Sweeper.Cli.Tables;
using Sweeper.Datasets;
using Sweeper.Datasets.Pictures;
using Sweeper.Datasets.Tables;
using Sweeper.Neural.Images;
using Sweeper.Sweeps;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Outputs;

/// <summary>Reads a user's images and asks a network what they are.</summary>
/// <param name="network">What is asked.</param>
/// <param name="keepsWhole">Whether pictures are scaled whole.</param>
internal sealed class PictureFiles(SavedNetwork network, bool keepsWhole)
{
    private static ReadOnlySpan<byte> IdxSignature => [0, 0, 8, 3];

    private static ReadOnlySpan<byte> GzipSignature => [0x1f, 0x8b];

    private bool IsColor => network.Channels == 3;

    /// <summary>What the images of a file are.</summary>
    /// <exception cref="SweeperException">The file cannot be read, or does not fit the network.</exception>
    public IEnumerable<PredictedPicture> Predict(string path)
    {
        try
        {
            LabelledImages images = Read(path);
            int classes = network.ClassNames.Length;
            byte[] predictions = new byte[images.Count];
            float[] probabilities = new float[checked(images.Count * classes)];
            network.Classify(new ImageSubset(images), predictions, probabilities);
            return Enumerable.Range(0, images.Count).Select(i => new PredictedPicture
            {
                File = path,
                Row = images.Count == 1 ? null : i + 1,
                Pixels = images.IsTable ? [] : images.Image(i).ToArray(),
                Class = predictions[i],
                Probabilities = probabilities[(i * classes)..((i + 1) * classes)],
            });
        }
        catch (DatasetException e)
        {
            throw new SweeperException(e.Message, FailureKind.Input, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweeperException($"{path} cannot be read: {e.Message}", FailureKind.Input, e);
        }
    }

    /// <summary>What a network that predicts a number predicts of the rows of a file.</summary>
    /// <exception cref="SweeperException">The file cannot be read, or has other columns.</exception>
    public double[] PredictNumbers(string path)
    {
        try
        {
            LabelledImages rows = Read(path);
            double[] predictions = new double[rows.Count];
            network.Predict(rows, predictions);
            return predictions;
        }
        catch (DatasetException e)
        {
            throw new SweeperException(e.Message, FailureKind.Input, e);
        }
    }

    private LabelledImages Read(string path)
    {
        if (network.Table is Table table)
            return TableFile.ReadInputs(path, table);
        byte[] beginning = Beginning(path);
        if (PictureFormats.NameOf(beginning, new FileInfo(path).Length) is not null)
            return ReadPicture(path);
        if (IsColor)
            throw new DatasetException(
                $"{path} is no {PictureFormats.All} file; the model reads colour images, "
                + $"which predict takes as such files only: one for each image.");
        if (beginning.AsSpan().StartsWith(IdxSignature) || beginning.AsSpan().StartsWith(GzipSignature))
            return PictureRows.ReadIdx(path);
        return beginning.Length > 0 && beginning.AsSpan().IndexOfAnyExceptInRange((byte)'\t', (byte)'~') < 0
            || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? PictureRows.ReadCsv(path, network.Width, network.Height)
            : throw new DatasetException(
                $"{path} is no image that can be read; give {PictureFormats.All} files, or IDX or CSV files.");
    }

    private LabelledImages ReadPicture(string path)
    {
        byte[] pixels = IsColor
            ? new ColorPicturePreparation(network.Width, network.Height) { KeepsWhole = keepsWhole }.PrepareFile(path)
            : new PicturePreparation(network.Width, network.Height) { KeepsWhole = keepsWhole
                || network.FillsFrame }.PrepareFile(path);
        return new LabelledImages(network.Width, network.Height, pixels, new byte[1], network.Channels);
    }

    private static byte[] Beginning(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[256];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
