using System.Diagnostics;

namespace Sweeper.Testing;

/// <summary>A pipe that has a name in a folder, as mkfifo makes it: to open it for reading waits for a writer.</summary>
public static class NamedPipe
{
    public static string Create(string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps pipes elsewhere.");
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new IOException($"mkfifo {path} ended with {process.ExitCode}.");
    }
}
