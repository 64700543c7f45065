using System.Collections.Immutable;
using Sweeper.Datasets.Png;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Labelled images in a folder of PNG files for each class, in grey or in colour. What is transparent becomes 0, the background.
/// </summary>
/// <param name="Images">Class by class, and in each in the ordinal order of the file names.</param>
/// <param name="ClassNames">The names of the folders in ordinal order, by label.</param>
public sealed record ImageFolders(LabelledImages Images, ImmutableArray<string> ClassNames)
{
    /// <summary>The most bytes a file may have: 64 MiB.</summary>
    public const long MaxFileBytes = 64L << 20;

    /// <summary>The most numbers, of all channels of all pixels, that all images may have together: 1 GiB.</summary>
    public const long MaxValues = 1L << 30;

    /// <summary>
    /// Reads a training set. Files and folders whose names begin with a dot are passed over; anything else that is no PNG file in a
    /// folder of the first level is an error.
    /// </summary>
    /// <param name="folder">The folder with the folders.</param>
    /// <param name="size">The width and height all images must have; null for those of the first one.</param>
    /// <param name="channels">1 to turn colour into grey, 3 to keep it; grey then has three equal channels.</param>
    /// <exception cref="DatasetException">A file or folder cannot be read, or does not fit the others.</exception>
    public static ImageFolders Read(string folder, int? size, int channels = 1) => Guard(folder, () =>
    {
        string[] names = FolderNames(folder);
        if (names.Length == 0)
            throw new DatasetException($"{folder} has no folders; it must have one for each class, with the PNG files of that class in it.");
        if (names.Length > DatasetParts.MaxClasses)
            throw new DatasetException($"{folder} has {names.Length} folders, one for each class; at most {DatasetParts.MaxClasses} are read.");
        if (Array.Find(names, name => FilesOf(Path.Combine(folder, name)).Length == 0) is string empty)
            throw new DatasetException($"{Path.Combine(folder, empty)} has no PNG files; the folder of each class must have at least one to train on.");
        return Read(folder, [.. names], size, channels);
    });

    /// <summary>
    /// Reads a test set, whose folders must be among <paramref name="classNames"/>; a class without a folder has no images in it.
    /// </summary>
    /// <exception cref="DatasetException">A file or folder cannot be read, or does not fit the others.</exception>
    public static ImageFolders ReadTest(string folder, ImmutableArray<string> classNames, int? size, int channels = 1) => Guard(folder, () =>
    {
        string[] names = FolderNames(folder);
        if (Array.Find(names, name => !classNames.Contains(name)) is string unknown)
        {
            throw new DatasetException(
                $"{folder} has a folder {unknown}, and the training images have no such class; their classes are {string.Join(", ", classNames)}.");
        }

        return Read(folder, classNames, size, channels);
    });

    private static ImageFolders Read(string folder, ImmutableArray<string> classNames, int? size, int channels)
    {
        (string Path, int Label)[] files =
            [.. classNames.SelectMany((name, label) => FilesOf(Path.Combine(folder, name)).Select(path => (path, label)))];
        if (files.Length == 0)
            throw new DatasetException($"{folder} has no PNG files in its folders; it must have a folder for each class, with its images.");
        PngImage first = Decode(files[0].Path, channels);
        (int width, int height) = (size ?? first.Width, size ?? first.Height);
        int valueCount = checked(width * height * channels);
        long total = (long)files.Length * valueCount;
        if (total > MaxValues)
            throw new DatasetException($"{folder} is too large: {files.Length} images of {width}×{height}{(channels == 1 ? "" : $" in {channels} channels")}; at most {MaxValues / channels} pixels are read.");

        byte[] pixels = new byte[total];
        byte[] labels = new byte[files.Length];
        string wanted = size is null ? $"{files[0].Path} is {width}×{height}, and all must be of one size" : $"size says {size}×{size}";
        for (int i = 0; i < files.Length; i++)
        {
            PngImage image = i == 0 ? first : Decode(files[i].Path, channels);
            if ((image.Width, image.Height) != (width, height))
                throw new DatasetException($"{files[i].Path} is {image.Width}×{image.Height}; {wanted}.");
            image.Pixels.CopyTo(pixels, i * valueCount);
            labels[i] = (byte)files[i].Label;
        }

        return new ImageFolders(new LabelledImages(width, height, pixels, labels, channels), classNames);
    }

    private static PngImage Decode(string path, int channels)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > MaxFileBytes)
                throw new DatasetException($"{path} is too large: it has {length} bytes; at most {MaxFileBytes} are read.");
            return PngDecoder.Decode(File.ReadAllBytes(path), channels: channels);
        }
        catch (PngException e)
        {
            throw new DatasetException($"{path} cannot be used: {e.Message}.", e);
        }
    }

    private static string[] FolderNames(string folder)
    {
        if (Directory.GetFiles(folder).Select(Path.GetFileName).FirstOrDefault(name => !IsHidden(name!)) is string file)
            throw new DatasetException($"{folder} has a file {file} beside its folders; put each image into the folder of its class.");
        return [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !IsHidden(name)).Order(StringComparer.Ordinal)];
    }

    private static string[] FilesOf(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        string[] entries =
            [.. Directory.GetFileSystemEntries(folder).Where(path => !IsHidden(Path.GetFileName(path))).Order(StringComparer.Ordinal)];
        if (Array.Find(entries, path => Directory.Exists(path) || !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) is string other)
            throw new DatasetException($"{other} is no PNG file; the folder of a class must have nothing else in it.");
        return entries;
    }

    private static bool IsHidden(string name) => name.StartsWith('.');

    private static ImageFolders Guard(string folder, Func<ImageFolders> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{folder} cannot be read: {e.Message}", e);
        }
    }
}
