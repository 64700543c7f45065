using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Sweeper.Programs.Processes;

/// <summary>A program on Windows, where a process that is to end is not asked.</summary>
internal sealed class WindowsProgram : RunningProgram
{
    private const int BufferBytes = 1 << 14;
    private const int MostPieces = 16;

    private readonly Process _process;
    private readonly BlockingCollection<(bool IsError, byte[] Bytes)> _pieces = new(MostPieces);
    private int _openStreams = 2;

    public WindowsProgram(ProgramStart start)
    {
        var info = new ProcessStartInfo(start.Arguments[0], start.Arguments.Skip(1))
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach ((string name, string value) in start.Variables)
            info.Environment[name] = value;
        try
        {
            _process = Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new ProgramStartException($"'{start.Arguments[0]}' cannot be started: {e.Message.TrimEnd('.')}");
        }

        _process.StandardInput.Close();
        new Thread(() => Pump(isError: false, _process.StandardOutput.BaseStream)) { IsBackground = true }.Start();
        new Thread(() => Pump(isError: true, _process.StandardError.BaseStream)) { IsBackground = true }.Start();
    }

    public override bool IsOutputClosed => _pieces.IsCompleted;

    public override bool HasDescendants => false;

    public override void Wait(int milliseconds, OutputHandler output)
    {
        if (IsOutputClosed)
            _process.WaitForExit(milliseconds);
        else if (_pieces.TryTake(out (bool IsError, byte[] Bytes) piece, milliseconds))
            output(piece.IsError, piece.Bytes);
        if (End is null && _process.HasExited)
            End = new ProgramEnd(_process.ExitCode, null);
    }

    public override void AskToEnd() => Kill();

    public override void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or something that it started, has just ended.
        }
    }

    public override void Dispose() => _process.Dispose();

    private void Pump(bool isError, Stream stream)
    {
        byte[] buffer = new byte[BufferBytes];
        try
        {
            for (int count; (count = stream.Read(buffer)) > 0;)
                _pieces.Add((isError, buffer[..count]));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke with its process.
        }

        if (Interlocked.Decrement(ref _openStreams) == 0)
            _pieces.CompleteAdding();
    }
}
