namespace Sweeper.Benchmarks.Peers;

/// <summary>The peer on TorchSharp: what a .NET user would train with otherwise.</summary>
internal sealed class LibTorchProgram : PeerProgram
{
    private const string Project = "LibTorchPeer";

    private readonly string _assembly;

    private LibTorchProgram(string assembly) => _assembly = assembly;

    public override string Name => "libtorch";

    /// <summary>Builds it where it is not built, 250 MB of packages the first time, and sees that its natives load.</summary>
    /// <returns>Null when it cannot run here; <paramref name="output"/> has been told why.</returns>
    public static LibTorchProgram? Find(TextWriter output)
    {
        if (SourceFolder() is not string source)
            return LeftOut("its project is not beside the benchmarks");
        string folder = Path.Combine(source, "bin", "peer");
        PeerProcess built = PeerProcess.Run("dotnet", ["build", source, "-c", "Release", "-o", folder, "-v", "q", "-nologo"]);
        if (built.ExitCode != 0)
            return LeftOut(built.LastError);

        LibTorchProgram program = new(Path.Combine(folder, $"{Project}.dll"));
        PeerProcess version = program.Start([]);
        string native = Path.Combine(folder, "libLibTorchSharp.so");
        if (version.ExitCode != 0 && File.Exists(native) && NewerRuntimeSymbol.MakeOptional(native))
            version = program.Start([]);
        if (version.ExitCode != 0)
            return LeftOut(version.Errors.Split('\n').FirstOrDefault(l => l.Contains("lib", StringComparison.Ordinal))
                ?? version.LastError);
        output.WriteLine($"TorchSharp {version.Output.Trim()}: {program.Name}");
        return program;

        LibTorchProgram? LeftOut(string reason)
        {
            output.WriteLine($"TorchSharp does not run here: libtorch left out; {reason.Trim()}");
            return null;
        }
    }

    protected override PeerProcess Start(IReadOnlyList<string> arguments) =>
        PeerProcess.Run("dotnet", [_assembly, .. arguments, .. arguments.Count > 0 ? (string[])["1"] : []]);

    private static string? SourceFolder()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string source = Path.Combine(folder, "Peers", "LibTorch");
            if (File.Exists(Path.Combine(source, $"{Project}.csproj")))
                return source;
        }

        return null;
    }
}
