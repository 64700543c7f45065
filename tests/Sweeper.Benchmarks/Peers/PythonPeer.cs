using System.Collections.Immutable;
using System.ComponentModel;

namespace Sweeper.Benchmarks.Peers;

/// <summary>A peer in Python.</summary>
/// <param name="executable">The interpreter.</param>
/// <param name="module">The package it stands on: numpy or torch.</param>
/// <param name="file">Its file, named for the package: <c>numpy_….py</c>.</param>
internal sealed class PythonPeer(string executable, string module, string file) : PeerProgram
{
    private static readonly ImmutableArray<string> Modules = ["numpy", "torch"];

    /// <summary>The folder of the programs that come with the benchmarks.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Peers");

    public override string Name => Path.GetFileNameWithoutExtension(file);

    public string Module => module;

    /// <summary>
    /// The programs of a folder, those on NumPy first, whose package is installed. Writes versions and what is left out.
    /// </summary>
    /// <exception cref="PeerException">The folder has none.</exception>
    public static IReadOnlyList<PythonPeer> FindIn(string folder, string executable, TextWriter output)
    {
        PythonPeer[] programs = Directory.Exists(folder)
            ?
            [
                .. from module in Modules
                   from path in Directory.EnumerateFiles(folder, $"{module}_*.py").Order(StringComparer.Ordinal)
                   select new PythonPeer(executable, module, path),
            ]
            : throw new PeerException(
                $"there is no folder {folder}; --scripts names one with programs numpy_*.py and torch_*.py");
        if (programs is [])
            throw new PeerException($"{folder} has no programs numpy_*.py or torch_*.py");

        List<PythonPeer> installed = [];
        foreach (IGrouping<string, PythonPeer> group in programs.GroupBy(p => p.Module))
        {
            string? version = Ask(executable, $"import {group.Key}; print({group.Key}.__version__)");
            string names = string.Join(", ", group.Select(p => p.Name));
            output.WriteLine(version is null
                ? $"{group.Key} is not there for {executable}: {names} left out; --python names another interpreter"
                : $"{group.Key} {version}: {names}");
            if (version is not null)
                installed.AddRange(group);
        }

        return installed;
    }

    // The number of threads; programs on NumPy are told by the environment.
    protected override PeerProcess Start(IReadOnlyList<string> arguments) =>
        PeerProcess.Run(executable, [file, .. arguments, .. module == "torch" ? (string[])["1"] : []]);

    private static string? Ask(string executable, string code)
    {
        try
        {
            PeerProcess ended = PeerProcess.Run(executable, ["-c", code]);
            return ended.ExitCode == 0 ? ended.Output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
