using System.Text;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands;

/// <summary>A file that is there whole or not at all.</summary>
internal static class ExportFile
{
    private const int BufferCharacters = 1 << 16;

    /// <summary>Writes a file in UTF-8 under another name and gives it its own at the end; what was there before is replaced only then.</summary>
    /// <exception cref="SweeperException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        string full = Path.GetFullPath(path);
        string temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferCharacters);
                write(writer);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new SweeperException($"'{full}' cannot be written: {e.Message.TrimEnd('.')}. Choose another file with --output.", FailureKind.Environment, e);
            throw;
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to be told of.
        }
    }
}
