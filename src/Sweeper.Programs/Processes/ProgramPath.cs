namespace Sweeper.Programs.Processes;

/// <summary>Finds the file that a command starts, as a shell would.</summary>
public static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] Endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];

    /// <summary>The absolute path of a program.</summary>
    /// <param name="name">A name to look for on the PATH, or a path where it has a slash.</param>
    /// <param name="workingDirectory">What such a path is relative to.</param>
    /// <param name="path">The folders of the PATH, as the variable has them; null for none.</param>
    /// <exception cref="ProgramStartException">There is none, or none that can be executed.</exception>
    public static string Find(string name, string workingDirectory, string? path)
    {
        if (name.Length == 0)
            throw new ProgramStartException("the program has no name");
        if (name.Contains('/'))
            return Check(name, Path.Combine(workingDirectory, name));
        string[] found = [.. OnPath(name, workingDirectory, path)];
        if (Array.Find(found, IsExecutable) is string file)
            return file;
        if (found.Length > 0)
            return Check(found[0], found[0]);
        bool isBeside = File.Exists(Path.Combine(workingDirectory, name));
        string beside = isBeside ? $"; the file in the working directory is './{name}'"
            : OnPath(name + "3", workingDirectory, path).Any() ? $"; there is '{name}3'"
            : "";
        throw new ProgramStartException($"the program '{name}' was not found on the PATH{beside}");
    }

    /// <summary>The files that a name stands for, in the order of the folders of the PATH.</summary>
    internal static IEnumerable<string> OnPath(string name, string workingDirectory, string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Endings.Select(ending => Path.Combine(workingDirectory, folder, name + ending)))
            .Where(File.Exists);

    /// <summary>What keeps a file that is there and executable from being started.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="isMissing">Whether something was not found, rather than being no program.</param>
    /// <param name="otherwise">What to say when nothing about the file explains it.</param>
    internal static string Obstacle(string file, bool isMissing, string otherwise)
    {
        using var reader = new StreamReader(file);
        char[] start = new char[256];
        string line = new string(start, 0, reader.Read(start)).Split('\n')[0];
        if (isMissing && line.StartsWith("#!", StringComparison.Ordinal))
        {
            string interpreter = line[2..].Trim();
            string carriage = line.EndsWith('\r') ? ", followed by a carriage return: its lines end as on Windows" : "";
            return $"'{file}' cannot be started: its first line names '{interpreter}'{carriage}, which is not there";
        }

        return isMissing || line.StartsWith("#!", StringComparison.Ordinal)
            ? $"'{file}' cannot be started: {otherwise}"
            : $"'{file}' is no program for this system; a script needs a first line such as #!/bin/sh";
    }

    private static string Check(string name, string file)
    {
        if (Directory.Exists(file))
            throw new ProgramStartException($"'{name}' is a folder, not a program");
        if (!File.Exists(file))
            throw new ProgramStartException($"the program '{name}' is not there");
        if (!IsExecutable(file))
            throw new ProgramStartException($"'{name}' is not executable; chmod +x '{name}' makes it so");
        return file;
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
