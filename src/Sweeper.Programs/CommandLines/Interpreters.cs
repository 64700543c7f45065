using Sweeper.Programs.Processes;

namespace Sweeper.Programs.CommandLines;

/// <summary>Finds programs by their names.</summary>
public static class Interpreters
{
    private const string Usual = "python";
    private const string Other = "python3";

    /// <summary><c>python</c>, or <c>python3</c> on a machine that has only that.</summary>
    public static string OfThisMachine() => Find(Usual) is null && Find(Other) is not null ? Other : Usual;

    /// <summary>
    /// The file that a program's name stands for: that of the first folder of PATH that has it; null where none has.
    /// </summary>
    public static string? Find(string name) =>
        ProgramPath.OnPath(name, Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH")).FirstOrDefault();
}
