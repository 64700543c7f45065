using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Idx;

/// <summary>Reads labelled images from a pair of IDX files, plain or gzip.</summary>
public static class IdxImages
{
    /// <summary>Reads both files. Labels must lie in 0 … <paramref name="classCount"/> − 1.</summary>
    /// <exception cref="DatasetException">A file cannot be read, is damaged, or does not fit the other one.</exception>
    public static LabelledImages Read(string imagesPath, string labelsPath, int classCount)
    {
        IdxContent labels = IdxContent.Read(labelsPath, IdxKind.Labels);
        CheckRange(labels.Data, labelsPath, classCount);
        IdxContent images = IdxContent.Read(imagesPath, IdxKind.Images);
        int count = images.Dimensions[0];
        if (count != labels.Data.Length)
        {
            throw new DatasetException(
                $"{imagesPath} has {count} images and {labelsPath} has {labels.Data.Length} labels; "
                + "there must be one for each.");
        }

        return new LabelledImages(width: images.Dimensions[2], height: images.Dimensions[1], images.Data, labels.Data);
    }

    private static void CheckRange(byte[] labels, string path, int classCount)
    {
        int wrong = Array.FindIndex(labels, label => label >= classCount);
        if (wrong >= 0)
        {
            throw new DatasetException(
                $"{path} has label {labels[wrong]} at position {wrong}; labels go from 0 to {classCount - 1}.");
        }
    }
}
