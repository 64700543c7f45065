using System.Text;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Storage.Files;

/// <summary>
/// The right to write to a results folder, held by one process at a time. The operating system takes it back when the process
/// dies, so it never outlives its owner and no clock is asked whether that one is alive. The file of the lock keeps the
/// <see cref="DatabaseSeal"/> of the last owner that came to its end.
/// </summary>
internal sealed class RunLock : IDisposable
{
    // A second runner may come between the owner's taking of the lock and its writing of the name, when the file is missing or
    // names an owner before, which is dead. That takes the owner no time worth mentioning, unless many processes start at once.
    private const int OwnerAttempts = 250;
    private const int LongestSeal = 1024;

    // Who only looks whether the lock is held has it for a moment.
    private const int LockAttempts = 10;
    private static readonly TimeSpan LockDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan OwnerDelay = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _lock;
    private readonly string _ownerPath;

    private RunLock(FileStream file, string ownerPath, RunLockOwner owner)
    {
        _lock = file;
        _ownerPath = ownerPath;
        Holding = owner.Holding;
        byte[] seal = new byte[LongestSeal];
        Seal = Encoding.ASCII.GetString(seal, 0, file.ReadAtLeast(seal, seal.Length, throwOnEndOfStream: false));
    }

    /// <inheritdoc cref="RunLockOwner.Holding"/>
    public string Holding { get; }

    /// <summary>What the last owner left with <see cref="Leave"/>; empty when there was none.</summary>
    public string Seal { get; }

    /// <summary>Takes the lock, or says who has it.</summary>
    /// <exception cref="SweeperException">Another process has it, or the folder cannot be written.</exception>
    public static RunLock Acquire(ResultsFolder folder, TimeProvider time)
    {
        // Ready before the lock is taken, so that its owner has a name at once.
        var owner = new RunLockOwner
        {
            ProcessId = Environment.ProcessId,
            Command = Environment.CommandLine,
            StartedAt = time.GetUtcNow(),
        };
        byte[] introduction = owner.ToJson();
        FileStream? file = null;
        try
        {
            FileSteps.Before(FileStep.Open, folder.LockPath);
            file = Open(folder.LockPath);

            // In one step, so that nobody reads half a name.
            WholeFile.Write(folder.LockOwnerPath, introduction, isSynced: false);
            return new RunLock(file, folder.LockOwnerPath, owner);
        }
        catch (IOException e) when (file is null && IsHeldByAnother(e))
        {
            throw InUse(folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw StoreFailure.From(e, folder);
        }
    }

    /// <summary>
    /// Whether a process has the lock, or may have it: who is not allowed to look cannot say that nobody does.
    /// </summary>
    public static bool IsHeld(ResultsFolder folder)
    {
        try
        {
            // Shared among those who look, and refused while the lock is held.
            using var file = new FileStream(folder.LockPath, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Leaves a seal for the next owner.</summary>
    public void Leave(string seal)
    {
        try
        {
            _lock.SetLength(0);
            _lock.Write(Encoding.ASCII.GetBytes(seal));
            _lock.Flush();
        }
        catch (IOException)
        {
            // Without a seal, or with half of one, the next owner looks closely.
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_ownerPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A name left behind does no harm: only the lock decides, and its next owner overwrites the name.
        }

        _lock.Dispose();
    }

    private static FileStream Open(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (attempt < LockAttempts && IsHeldByAnother(e))
            {
                Thread.Sleep(LockDelay);
            }
        }
    }

    private static SweeperException InUse(ResultsFolder folder, IOException cause)
    {
        RunLockOwner? owner = RunLockOwner.Read(folder.LockOwnerPath);
        for (int attempt = 1; owner is not { IsAlive: true } && attempt < OwnerAttempts; attempt++)
        {
            Thread.Sleep(OwnerDelay);
            owner = RunLockOwner.Read(folder.LockOwnerPath);
        }

        string who = owner?.ToString() ?? "another process";
        return new SweeperException(
            $"'{folder.Path}' is in use by {who}: wait until it has ended, or choose another folder with --results.",
            FailureKind.Environment,
            cause);
    }

    // The file system's answer to a second lock: EWOULDBLOCK on Linux and macOS, sharing and lock violation on Windows.
    private static bool IsHeldByAnother(IOException e) =>
        e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
