using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sweeper.Programs.Processes;

/// <summary>
/// The processes that programs started, wherever they have got to: they are told by a variable that they have all inherited, and
/// those that have cleared their variables by this process being the one that adopted them. Linux only.
/// </summary>
internal static class MarkedProcesses
{
    private const string Root = "/proc";

    private static readonly byte[] AnyMark = Encoding.ASCII.GetBytes($"{ProgramGuard.Variable}=");

    // What has just been forked is found in the next round.
    private const int MostRounds = 10;

    // Variables beyond these are not looked at: the mark is set by the one who starts a program, and stands where the others do.
    private const int MostBytes = 1 << 18;

    /// <summary>Ends processes at once.</summary>
    /// <param name="token">What all marks in question begin with.</param>
    /// <param name="isMeant">Whether a mark is that of one to be ended.</param>
    /// <param name="spared">A program that is left alone, as somebody else waits for how it ends; null for none.</param>
    /// <param name="withUnmarked">Whether adopted ones without any mark are meant too: where no program runs that may need
    /// them.</param>
    public static void Kill(string token, Func<string, bool> isMeant, int? spared = null, bool withUnmarked = false)
    {
        if (!OperatingSystem.IsLinux())
            return;
        byte[] start = Encoding.ASCII.GetBytes($"{token}-");
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        string? session = Status(Path.Combine(Root, "self"), buffer)?.Session;
        for (int round = 0; round < MostRounds && KillOnce(start, isMeant, spared, session, withUnmarked, buffer); round++)
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>The groups of the processes that this one started or adopted, and that are in sessions of their own.</summary>
    public static IEnumerable<int> AdoptedGroups()
    {
        byte[] buffer = new byte[1 << 12];
        string own = Text(Environment.ProcessId);
        string? session = Status(Path.Combine(Root, "self"), buffer)?.Session;
        foreach (string id in Children(own, buffer))
        {
            if (Status(Path.Combine(Root, id), buffer) is { State: not "Z" } status && status.Parent == own
                && status.Session != session)
                yield return int.Parse(status.Group, CultureInfo.InvariantCulture);
        }
    }

    // Orphans come to the first thread. Where the system keeps no list of children, all processes are looked at.
    private static IEnumerable<string> Children(string own, byte[] buffer)
    {
        string list = Path.Combine(Root, own, "task", own, "children");
        return File.Exists(list)
            ? Encoding.ASCII.GetString(Read(list, buffer)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : Directory.EnumerateDirectories(Root).Select(f => Path.GetFileName(f)).Where(n => char.IsAsciiDigit(n[0]));
    }

    private static bool KillOnce(
        byte[] start, Func<string, bool> isMeant, int? spared, string? ownSession, bool withUnmarked, byte[] buffer)
    {
        bool hasFound = false;
        foreach (string folder in Directory.EnumerateDirectories(Root))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                || id == spared)
                continue;
            ReadOnlySpan<byte> variables = Read(Path.Combine(folder, "environ"), buffer);
            bool isEnded = variables.IndexOf(start) is var at and >= 0
                ? isMeant(MarkAt(variables[at..]))
                : (variables.IsEmpty || (withUnmarked && variables.IndexOf(AnyMark) < 0))
                    && IsLeft(id, folder, ownSession, withUnmarked, buffer);
            if (!isEnded)
                continue;
            hasFound |= PosixCalls.Kill(id, PosixCalls.KillNow) == 0;

            // Where this process has adopted it, nobody else will wait for it.
            _ = PosixCalls.Wait(id, out _, 0);
        }

        return hasFound;
    }

    private static string MarkAt(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)' ', (byte)0);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }

    // An orphan without a mark that this process adopted. One that has ended is waited for, but for the leader of a session,
    // which may be a program whose end is still to be read. What this process starts by other means stays in its session, and
    // whoever started it waits for its end: .NET ends this process when somebody else was faster.
    private static bool IsLeft(int id, string folder, string? ownSession, bool withUnmarked, byte[] buffer)
    {
        if (Status(folder, buffer) is not var (state, parent, _, session) || parent != Text(Environment.ProcessId)
            || session == ownSession)
            return false;
        if (state != "Z")
            return withUnmarked;
        if (session != Text(id))
            _ = PosixCalls.Wait(id, out _, PosixCalls.NoHang);
        return false;
    }

    // 'id (name) state parent group session …'
    private static (string State, string Parent, string Group, string Session)? Status(string folder, byte[] buffer)
    {
        ReadOnlySpan<byte> text = Read(Path.Combine(folder, "stat"), buffer);
        int name = text.LastIndexOf((byte)')');
        if (name < 0)
            return null;
        string[] fields = Encoding.ASCII.GetString(text[(name + 1)..]).Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        return fields is [var state, var parent, var group, var session, ..] ? (state, parent, group, session) : null;
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> Read(string file, byte[] buffer)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
            return [];
        }
    }
}
