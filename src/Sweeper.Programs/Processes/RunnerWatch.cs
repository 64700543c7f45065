using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipes;
using System.Text;

namespace Sweeper.Programs.Processes;

/// <summary>
/// A small process beside this one that ends the programs when this one dies, however it dies: it reads a pipe, whose end is the
/// death of this process. For several threads.
/// </summary>
internal sealed class RunnerWatch : IDisposable
{
    private const string Shell = "/bin/sh";

    // The groups first; then what left its group, which is told by its variables, as is a program that was started at the last
    // moment.
    private const string Script =
        """
        trap '' HUP INT TERM
        groups=' '
        while read -r sign group; do
            case $sign in
                +) groups="$groups$group " ;;
                -) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        for group in $groups; do kill -9 "-$group"; done 2>/dev/null
        for round in 1 2 3 4 5; do
            found=$(grep -lsF "$1-" /proc/[0-9]*/environ)
            [ -n "$found" ] || break
            for file in $found; do file=${file#/proc/}; kill -9 "${file%/environ}"; done
        done 2>/dev/null
        """;

    private readonly Lock _lock = new();
    private readonly AnonymousPipeServerStream _pipe;

    private RunnerWatch(int id, AnonymousPipeServerStream pipe) => (Id, _pipe) = (id, pipe);

    /// <summary>The number of its process, which is that of its group, too.</summary>
    public int Id { get; }

    /// <summary>Starts it.</summary>
    /// <param name="token">What the marks of all programs begin with.</param>
    /// <returns>Null where there is no shell to do it.</returns>
    public static RunnerWatch? Start(string token)
    {
        if (!File.Exists(Shell))
            return null;
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        try
        {
            ImmutableArray<string> arguments = [Shell, "-c", Script, "sweeper watch", token];
            int input = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
            KeyValuePair<string, string> mark = new(ProgramGuard.Variable, "watch");
            int id = PosixSpawn.Start(Shell, arguments, [mark], "/", input, output: null, error: null);
            pipe.DisposeLocalCopyOfClientHandle();
            return new RunnerWatch(id, pipe);
        }
        catch (ProgramStartException)
        {
            pipe.Dispose();
            return null;
        }
    }

    /// <summary>Takes in that a group was started.</summary>
    public void Add(int group) => Tell('+', group);

    /// <summary>Takes in that nothing is left of a group.</summary>
    public void Remove(int group) => Tell('-', group);

    public void Dispose() => _pipe.Dispose();

    private void Tell(char sign, int group)
    {
        lock (_lock)
        {
            try
            {
                _pipe.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sign} {group}\n")));
            }
            catch (IOException)
            {
                // Somebody has ended the watch. The programs run without it, and nothing but their end after a kill depends on
                // it.
            }
        }
    }
}
