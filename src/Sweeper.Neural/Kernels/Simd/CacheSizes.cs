using System.Runtime.Intrinsics.X86;

namespace Sweeper.Neural.Kernels.Simd;

/// <summary>
/// How much the processor's caches hold, which decides how much work is done at a time and never what comes of it. Constant
/// while a process lives.
/// </summary>
internal static class CacheSizes
{
    private const int UsualFirstLevel = 32 << 10;

    // Leaves of CPUID that describe the caches one by one, in the same way: of Intel and of AMD.
    private const int IntelLeaf = 4;
    private const int AmdLeaf = unchecked((int)0x8000001D);

    // What a system that does not exist yet may say; there are at most some four.
    private const int MostCaches = 16;

    /// <summary>Bytes of data in the first-level cache of a core; of most processors, where this one cannot be asked.</summary>
    public static int FirstLevelBytes { get; } = FirstLevel() is >= 8 << 10 and <= 1 << 20 and int bytes ? bytes
        : UsualFirstLevel;

    private static int FirstLevel() => X86Base.IsSupported ? OfProcessor() : OfSystem("/sys/devices/system/cpu/cpu0/cache");

    /// <summary>What Linux says in a folder about the caches of a core; 0 where it says nothing.</summary>
    internal static int OfSystem(string folder)
    {
        try
        {
            foreach (string cache in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "index*") : [])
            {
                string size = File.ReadAllText(Path.Combine(cache, "size")).Trim();
                if (File.ReadAllText(Path.Combine(cache, "level")).Trim() == "1"
                    && File.ReadAllText(Path.Combine(cache, "type")).Trim() != "Instruction"
                    && size.EndsWith('K') && int.TryParse(size.AsSpan(0, size.Length - 1), out int kilobytes))
                    return kilobytes << 10;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then nothing is known.
        }

        return 0;
    }

    private static int OfProcessor()
    {
        bool hasAmdLeaf = X86Base.CpuId(unchecked((int)0x80000000), 0).Eax is < 0 and >= AmdLeaf
            && X86Base.CpuId(AmdLeaf, 0).Eax != 0;
        for (int cache = 0; cache < MostCaches; cache++)
        {
            (int eax, int ebx, int ecx, _) = X86Base.CpuId(hasAmdLeaf ? AmdLeaf : IntelLeaf, cache);
            (int type, int level) = (eax & 31, (eax >> 5) & 7);
            if (type == 0)
                return 0;
            if (level == 1 && type is 1 or 3) // data, or both
                return ((ebx >>> 22) + 1) * (((ebx >>> 12) & 1023) + 1) * ((ebx & 4095) + 1) * (ecx + 1);
        }

        return 0;
    }
}
