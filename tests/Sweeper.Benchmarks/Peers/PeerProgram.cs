using System.Collections.Immutable;

namespace Sweeper.Benchmarks.Peers;

/// <summary>A program in Python that trains the same network with a package of others.</summary>
/// <param name="Name">The name of its file, without the ending; begins with <paramref name="Module"/> and an underscore.</param>
/// <param name="Module">The package it stands on: numpy or torch.</param>
/// <param name="File">Its file.</param>
internal sealed record PeerProgram(string Name, string Module, string File)
{
    private static readonly ImmutableArray<string> Modules = ["numpy", "torch"];

    /// <summary>The folder of the programs that come with the benchmarks.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Peers");

    /// <summary>The programs of a folder, those on NumPy first.</summary>
    /// <exception cref="PeerException">There is none.</exception>
    public static ImmutableArray<PeerProgram> FindIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new PeerException($"there is no folder {folder}; --scripts names one with programs numpy_*.py and torch_*.py");
        ImmutableArray<PeerProgram> programs =
        [
            .. from module in Modules
               from path in Directory.EnumerateFiles(folder, $"{module}_*.py").Order(StringComparer.Ordinal)
               select new PeerProgram(Path.GetFileNameWithoutExtension(path), module, path),
        ];
        return programs.IsEmpty ? throw new PeerException($"{folder} has no programs numpy_*.py or torch_*.py") : programs;
    }
}
