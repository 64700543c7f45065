using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Training.NetworkTrials;

/// <summary>
/// The memory that trials share. What would never fit is refused; what does not fit beside the trials that train now waits for
/// its turn, in the order of arrival, so that a large trial is not passed over for ever. For several threads.
/// </summary>
/// <param name="available">Bytes for all trials together.</param>
internal sealed class MachineMemory(long available)
{
    private readonly object _lock = new();
    private Int128 _used;
    private long _nextTicket;
    private long _serving;

    /// <summary>What the machine, or the container that the process is in, leaves beside what is in memory already.</summary>
    public static MachineMemory OfThisMachine() =>
        new(Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - GC.GetTotalMemory(forceFullCollection: false)));

    /// <exception cref="TrialRefusedException">There are fewer bytes than <paramref name="needed"/>.</exception>
    public void Check(Int128 needed)
    {
        if (needed > available)
        {
            throw new TrialRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"training it needs about {Bytes(needed)} of memory, and the machine has {Bytes(available)} for it; "
                + $"use smaller layers or batches"));
        }
    }

    /// <summary>Takes memory, as soon as there is enough; it is given back with <see cref="Release"/>.</summary>
    public void Take(Int128 needed)
    {
        Check(needed);
        lock (_lock)
        {
            long ticket = _nextTicket++;
            while (ticket != _serving || _used + needed > available)
                Monitor.Wait(_lock);
            _used += needed;
            _serving++;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void Release(Int128 taken)
    {
        lock (_lock)
        {
            _used -= taken;
            Monitor.PulseAll(_lock);
        }
    }

    private static string Bytes(Int128 bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB", "TB", "PB"];
        double scaled = (double)bytes;
        int unit = 0;
        while (scaled >= 1000 && unit < units.Length - 1)
        {
            scaled /= 1000;
            unit++;
        }

        return unit == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{scaled:0.#} {units[unit]} ({bytes:N0} bytes)");
    }
}
