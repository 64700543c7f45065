using System.Collections.Immutable;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Labelled images in a folder of picture files for each class, in grey or in colour. What is transparent becomes 0, the
/// background.
/// </summary>
/// <param name="Images">Class by class, and in each in the ordinal order of the file names.</param>
/// <param name="ClassNames">The names of the folders in ordinal order, by label; without the control characters in them.</param>
public sealed record ImageFolders(LabelledImages Images, ImmutableArray<string> ClassNames)
{
    // By Windows, by macOS, and by archives made on macOS.
    private static readonly HashSet<string> LeftBehind =
        new(["Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The most numbers, of all channels of all pixels, that all images may have together: 1 GiB.</summary>
    public const long MaxValues = 1L << 30;

    /// <summary>
    /// Reads a training set. What file managers and archivers leave behind, and all whose names begin with a dot, is passed
    /// over; anything else that is no picture in a folder of the first level is an error.
    /// </summary>
    /// <param name="folder">The folder with the folders.</param>
    /// <param name="size">The width and height all images must have; null for those of the first one.</param>
    /// <param name="channels">1 to turn colour into grey, 3 to keep it; grey then has three equal channels.</param>
    /// <exception cref="DatasetException">A file or folder cannot be read, or does not fit the others.</exception>
    public static ImageFolders Read(string folder, int? size, int channels = 1) => Guard(folder, () =>
    {
        string[] names = FolderNames(folder);
        if (names.Length == 0)
            throw new DatasetException(
                $"{folder} has no folders; it must have one for each class, with the pictures of that class in it.");
        if (names.Length > DatasetParts.MaxClasses)
            throw new DatasetException(
                $"{folder} has {names.Length} folders, one for each class; at most {DatasetParts.MaxClasses} are read.");
        if (Array.Find(names, name => FilesOf(Path.Combine(folder, name)).Length == 0) is string empty)
            throw new DatasetException(
                $"{Path.Combine(folder, empty)} has no pictures; the folder of each class must have at least one to train on.");
        return Read(folder, names, [.. names.Select(PrintableText.Of)], size, channels);
    });

    /// <summary>
    /// Reads a test set, whose folders must be among <paramref name="classNames"/>; a class without a folder has no images in
    /// it.
    /// </summary>
    /// <exception cref="DatasetException">A file or folder cannot be read, or does not fit the others.</exception>
    public static ImageFolders ReadTest(
        string folder, ImmutableArray<string> classNames, int? size, int channels = 1) => Guard(folder, () =>
    {
        string[] names = FolderNames(folder);
        if (Array.Find(names, name => !classNames.Contains(PrintableText.Of(name))) is string unknown)
        {
            throw new DatasetException(
                $"{folder} has a folder {unknown}, and the training images have no such class; "
                + $"their classes are {string.Join(", ", classNames)}.");
        }

        return Read(folder, [.. names], classNames, size, channels);
    });

    /// <summary>
    /// The files of a folder in the ordinal order of their names, without what is passed over; none where there is no such
    /// folder.
    /// </summary>
    /// <exception cref="DatasetException">There are folders in it.</exception>
    public static string[] FilesOf(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        string[] entries =
            [.. Directory.GetFileSystemEntries(folder).Where(path => !IsLeftBehind(Path.GetFileName(path)))
                .Order(StringComparer.Ordinal)];
        return Array.Find(entries, Directory.Exists) is string inner
            ? throw new DatasetException($"{inner} is a folder; {folder} must have nothing but pictures in it.")
            : entries;
    }

    private static ImageFolders Read(string folder, string[] names, ImmutableArray<string> classNames, int? size, int channels)
    {
        (string Path, int Label)[] files =
        [
            .. names.SelectMany(
                name => FilesOf(Path.Combine(folder, name)).Select(path => (path, classNames.IndexOf(PrintableText.Of(name)))))
        ];
        if (files.Length == 0)
            throw new DatasetException(
                $"{folder} has no pictures in its folders; it must have a folder for each class, with its images.");
        PictureSamples first = Decode(files[0].Path);
        (int width, int height) = (size ?? first.Width, size ?? first.Height);
        CheckTotal(folder, files.Length, width, height, channels);
        int valueCount = width * height * channels;
        byte[] pixels = new byte[(long)files.Length * valueCount];
        byte[] labels = new byte[files.Length];
        string wanted = size is null
            ? $"{files[0].Path} is {width}×{height}, and all must be of one size"
            : $"size says {size}×{size}";
        for (int i = 0; i < files.Length; i++)
        {
            PictureSamples image = i == 0 ? first : Decode(files[i].Path);
            if ((image.Width, image.Height) != (width, height))
                throw new DatasetException($"{files[i].Path} is {image.Width}×{image.Height}; {wanted}.");
            image.Flatten(channels).CopyTo(pixels, (long)i * valueCount);
            labels[i] = (byte)files[i].Label;
        }

        return new ImageFolders(new LabelledImages(width, height, pixels, labels, channels), classNames);
    }

    private static void CheckTotal(string folder, int files, int width, int height, int channels)
    {
        if ((long)files * width * height * channels <= MaxValues)
            return;
        string what = $"{files} images of {width}×{height}{(channels == 1 ? "" : $" in {channels} channels")}";
        throw new DatasetException($"{folder} is too large: {what}; at most {MaxValues / channels} pixels are read.");
    }

    private static PictureSamples Decode(string path)
    {
        using (FileStream file = File.OpenRead(path))
        {
            Span<byte> beginning = stackalloc byte[PictureFormats.TellingBytes];
            if (PictureFormats.NameOf(beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)],
                file.Length) is null)
                throw new DatasetException(
                    $"{path} is no {PictureFormats.All} file; the folder of a class must have nothing else in it.");
        }

        return PictureDecoder.Read(path);
    }

    private static string[] FolderNames(string folder)
    {
        if (Directory.GetFiles(folder).Select(Path.GetFileName).FirstOrDefault(name => !IsLeftBehind(name!)) is string file)
            throw new DatasetException(
                $"{folder} has a file {file} beside its folders; put each image into the folder of its class.");
        return [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !IsLeftBehind(name))
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsLeftBehind(string name) => name.StartsWith('.') || LeftBehind.Contains(name);

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
