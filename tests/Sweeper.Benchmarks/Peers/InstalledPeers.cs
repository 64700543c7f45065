using System.Collections.Immutable;

namespace Sweeper.Benchmarks.Peers;

/// <summary>The peers that this machine can run.</summary>
/// <param name="Python">Runs them.</param>
/// <param name="Programs">Those whose package is installed.</param>
internal sealed record InstalledPeers(PythonInterpreter Python, ImmutableArray<PeerProgram> Programs)
{
    /// <summary>Looks for packages, and writes which versions there are and what is missing.</summary>
    public static InstalledPeers Find(string executable, IEnumerable<PeerProgram> programs, TextWriter output)
    {
        PythonInterpreter python = new(executable);
        if (python.Version() is not string version)
        {
            output.WriteLine($"{executable} is not a Python that runs: peers are left out. --python names another.");
            output.WriteLine();
            return new InstalledPeers(python, []);
        }

        output.WriteLine($"Python {version}");
        var installed = ImmutableArray.CreateBuilder<PeerProgram>();
        foreach (IGrouping<string, PeerProgram> module in programs.GroupBy(p => p.Module))
        {
            string? found = python.VersionOf(module.Key);
            string names = string.Join(", ", module.Select(p => p.Name));
            output.WriteLine(
                found is null ? $"{module.Key} is not installed: {names} left out" : $"{module.Key} {found}: {names}");
            if (found is not null)
                installed.AddRange(module);
        }

        output.WriteLine();
        return new InstalledPeers(python, installed.ToImmutable());
    }
}
