using System.Text;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Cli.Outputs;

/// <summary>A file that a user asked for, which is there whole or not at all.</summary>
internal static class ExportFile
{
    private const int BufferCharacters = 1 << 16;

    /// <summary>Writes a file in UTF-8; what was there before is replaced when the new one is complete.</summary>
    /// <exception cref="SweeperException">
    /// The file cannot be written, or the folder that it is to lie in is not there.
    /// </exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        WriteBytes(path, Fill, "The table", "--output");

        void Fill(Stream stream)
        {
            using var writer = new StreamWriter(
                stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferCharacters, leaveOpen: true);
            write(writer);
        }
    }

    /// <summary>Writes a file of any kind; what was there before is replaced when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="what">What it is, to begin the sentence with that says what is wrong.</param>
    /// <param name="option">What names the file on the command line.</param>
    /// <exception cref="SweeperException">
    /// The file cannot be written, or the folder that it is to lie in is not there.
    /// </exception>
    public static void WriteBytes(string path, Action<Stream> write, string what, string option)
    {
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new SweeperException(
                $"the folder of '{full}' is not there; make it, or choose another file with {option}", FailureKind.Environment);
        WholeFile.WriteAll([(full, write)], what, option);
    }
}
