using System.Collections.Immutable;

namespace Sweeper.Programs.CommandLines;

/// <summary>Looks whether the programs of a command are there, before any trial starts.</summary>
/// <param name="items">The items of the command.</param>
/// <param name="program">What <c>${program}</c> becomes; null where no item is it.</param>
/// <param name="startFolder">The folder in which programs run; a full path.</param>
internal sealed class ProgramSearch(ImmutableArray<string> items, string? program, string startFolder)
{
    /// <summary>What is not there, as a sentence without a full stop; null where nothing is known to be missing.</summary>
    public string? FindMissing()
    {
        int first = 0;

        // What env sets before it starts a program.
        while (first < items.Length
            && (Macros.Whole(items[first]) == Macros.Env || (first > 0 && items[first].Contains('=', StringComparison.Ordinal))))
            first++;
        if (first == items.Length)
            return "the command starts no program; write one in it";
        if (Macros.Whole(items[first]) is string macro)
        {
            string? name = macro == Macros.Program ? program : macro == Macros.Interpreter ? Interpreters.OfThisMachine() : null;
            if (name is not null && MissingProgram(name) is string missing)
                return missing;
        }
        else if (Macros.Inside(items[first]).FirstOrDefault() is null && MissingProgram(items[first]) is string missing)
        {
            return missing;
        }

        return MissingScript(first);
    }

    // What an interpreter is to read. After an option such as -m it may be anything.
    private string? MissingScript(int first)
    {
        int place = items.IndexOf(Macros.Written(Macros.Program));
        bool isScript = place > first && program is not null && items[place - 1] is not ("-m" or "-c");
        return !isScript || File.Exists(Path.Combine(startFolder, program!))
            || Directory.Exists(Path.Combine(startFolder, program!))
            ? null
            : $"there is no program '{program}', neither beside the experiment file nor in {startFolder}";
    }

    private string? MissingProgram(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return File.Exists(Path.Combine(startFolder, name)) ? null : $"there is no program '{name}' in {startFolder}";
        return Interpreters.Find(name) is not null ? null : $"the program '{name}' was not found on the PATH";
    }
}
