using System.Text;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Cli.Outputs;

/// <summary>A table in a file, which is there whole or not at all.</summary>
internal static class ExportFile
{
    private const int BufferCharacters = 1 << 16;

    /// <summary>Writes a file in UTF-8; what was there before is replaced when the new one is complete.</summary>
    /// <exception cref="SweeperException">
    /// The file cannot be written, or the folder that it is to lie in is not there.
    /// </exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new SweeperException(
                $"the folder of '{full}' is not there; make it, or choose another file with --output", FailureKind.Environment);
        WholeFile.WriteAll([(full, Fill)], "The table");

        void Fill(Stream stream)
        {
            using var writer = new StreamWriter(
                stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferCharacters, leaveOpen: true);
            write(writer);
        }
    }
}
