using System.Buffers;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweeper.Programs.Processes;

/// <summary>
/// A program on Linux and macOS: one thread waits for both of its pipes, and looks now and then whether it has ended.
/// </summary>
internal sealed class PosixProgram : RunningProgram
{
    private const int BufferBytes = 1 << 16;

    // So many pieces are read before anything else is looked at.
    private const int PiecesAtOnce = 16;
    private const int ShortestWait = 1;
    private const int LongestWaitForEnd = 16;

    private readonly ProgramGuard _guard;
    private readonly int _id;
    private readonly string _mark;
    private readonly AnonymousPipeServerStream?[] _streams;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _waitForEnd = ShortestWait;

    private PosixProgram(ProgramGuard guard, int id, string mark, params AnonymousPipeServerStream?[] streams) =>
        (_guard, _id, _mark, _streams) = (guard, id, mark, streams);

    public override bool IsOutputClosed => Array.TrueForAll(_streams, s => s is null);

    public override bool HasDescendants
    {
        get
        {
            Reap();
            return PosixCalls.Kill(-_id, 0) == 0;
        }
    }

    public static new PosixProgram Start(ProgramStart start, ProgramGuard guard)
    {
        if (!Directory.Exists(start.WorkingDirectory))
            throw new ProgramStartException($"the working directory '{start.WorkingDirectory}' is not there");
        string? path = start.Variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        string file = ProgramPath.Find(start.Arguments[0], start.WorkingDirectory, path);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var error = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            (int id, string mark) = guard.Start(mark => PosixSpawn.Start(
                file,
                start.Arguments,
                start.Variables.SetItem(ProgramGuard.Variable, mark),
                start.WorkingDirectory,
                input: null,
                Descriptor(output.ClientSafePipeHandle),
                Descriptor(error.ClientSafePipeHandle)));
            output.DisposeLocalCopyOfClientHandle();
            error.DisposeLocalCopyOfClientHandle();
            return new PosixProgram(guard, id, mark, output, error);
        }
        catch
        {
            output.Dispose();
            error.Dispose();
            throw;
        }
    }

    public override void Wait(int milliseconds, OutputHandler output)
    {
        if (IsOutputClosed)
        {
            Thread.Sleep(Math.Min(milliseconds, _waitForEnd));
            _waitForEnd = Math.Min(2 * _waitForEnd, LongestWaitForEnd);
        }
        else
        {
            for (int piece = 0; piece < PiecesAtOnce && ReadOnce(piece == 0 ? milliseconds : 0, output); piece++)
            {
            }
        }

        Reap();
    }

    public override void AskToEnd() => _ = PosixCalls.Kill(-_id, PosixCalls.Terminate);

    public override void Kill()
    {
        _ = PosixCalls.Kill(-_id, PosixCalls.KillNow);
        _guard.KillMarked(_id, _mark);
    }

    public override void Dispose()
    {
        _guard.Ended(_id, _mark);
        foreach (AnonymousPipeServerStream? stream in _streams)
            stream?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private bool ReadOnce(int milliseconds, OutputHandler output)
    {
        Span<PosixCalls.PollDescriptor> waited = stackalloc PosixCalls.PollDescriptor[2];
        for (int i = 0; i < waited.Length; i++)
        {
            // One below 0 is passed over.
            int descriptor = _streams[i] is { } stream ? Descriptor(stream.SafePipeHandle) : -1;
            waited[i] = new PosixCalls.PollDescriptor { Descriptor = descriptor, Events = PosixCalls.PollIn };
        }

        if (PosixCalls.Poll(waited, (nuint)waited.Length, milliseconds) <= 0)
            return false;
        for (int i = 0; i < waited.Length; i++)
        {
            if (waited[i].Returned != 0)
                Read(i, waited[i].Descriptor, output);
        }

        return !IsOutputClosed;
    }

    private void Read(int stream, int descriptor, OutputHandler output)
    {
        nint count = PosixCalls.Read(descriptor, _buffer, BufferBytes);
        if (count > 0)
        {
            output(stream == 1, _buffer.AsSpan(0, (int)count));
            return;
        }

        if (count < 0 && Marshal.GetLastPInvokeError() == PosixCalls.Interrupted)
            return;

        // 0 is the end; a pipe that cannot be read has none to wait for.
        _streams[stream]!.Dispose();
        _streams[stream] = null;
    }

    // Orphans of its group were adopted by this process, and would stay as zombies.
    private void Reap()
    {
        int id;
        while ((id = PosixCalls.Wait(-_id, out int status, PosixCalls.NoHang)) > 0)
        {
            if (id == _id)
                End = (status & 0x7f) == 0 ? new ProgramEnd((status >> 8) & 0xff, null) : new ProgramEnd(null, status & 0x7f);
        }

        // Where the end of children is ignored, there is no child left to wait for.
        if (id < 0 && End is null && PosixCalls.Kill(_id, 0) != 0)
            End = new ProgramEnd(null, null);
    }

    private static int Descriptor(SafeHandleZeroOrMinusOneIsInvalid handle) => (int)handle.DangerousGetHandle();
}
