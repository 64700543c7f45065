using System.Globalization;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Shown;

/// <summary>What a trial that is a program writes, read in pieces however long it is.</summary>
internal static class TrialOutput
{
    private const int MostBytes = 1 << 18;

    /// <summary>The file of the present attempt's output; null when there is none.</summary>
    public static string? PathOf(ResultsFolder folder, SweepReference sweep, int trial)
    {
        string path = Path.Combine(
            folder.SweepFolder(sweep), "trials", trial.ToString(CultureInfo.InvariantCulture), "output.log");
        var file = new FileInfo(path);

        // A program may have put a link in the place of its own output, which could lead anywhere.
        return file.Exists && file.LinkTarget is null && file.Directory!.LinkTarget is null ? path : null;
    }

    /// <summary>A piece of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="from">Where it begins; negative counts from the end, at the start of a line.</param>
    /// <returns>The piece; null when the file is not there any more, or something else took its place.</returns>
    public static OutputPiece? Read(string path, long from)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            long size = file.Length, start = from < 0 ? Math.Max(0, size + Math.Max(from, -MostBytes)) : Math.Min(from, size);
            byte[] bytes = new byte[Math.Min(MostBytes, size - start)];
            file.Position = start;
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            int skipped = from < 0 && start > 0 ? Array.IndexOf(bytes, (byte)'\n', 0, read) + 1 : 0;
            return new OutputPiece(bytes.AsMemory(skipped, read - skipped), start + skipped, size);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>A piece of a file.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="Start">Where in the file it begins.</param>
/// <param name="Size">The size of the file.</param>
internal readonly record struct OutputPiece(ReadOnlyMemory<byte> Bytes, long Start, long Size);
