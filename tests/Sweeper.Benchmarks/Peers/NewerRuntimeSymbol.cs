using System.Buffers.Binary;
using System.Text;

namespace Sweeper.Benchmarks.Peers;

/// <summary>
/// Lets a Linux library that was linked against GCC 13 load with the C++ runtime of an older system, when all it asks of the
/// newer one is <c>ios_base_library_init</c>: a marker that is referred to and never called.
/// </summary>
/// <remarks>The layout is that of the System V ABI, 64 bits, little-endian: section headers, symbols, needed versions.</remarks>
internal static class NewerRuntimeSymbol
{
    private const string Symbol = "_ZSt21ios_base_library_initv", Version = "GLIBCXX_3.4.32";
    private const int SectionTableOffset = 0x28, SectionSizeOffset = 0x3A, SectionCountOffset = 0x3C;
    private const uint DynamicSymbols = 11, NeededVersions = 0x6ffffffe;
    private const int SymbolBytes = 24, SymbolInfo = 4;
    private const byte WeakBinding = 2 << 4;
    private const ushort WeakVersion = 2;

    /// <summary>Marks the symbol and its version as ones that may be missing.</summary>
    /// <returns>False when the file asks for nothing of the kind; it is unchanged then.</returns>
    public static bool MakeOptional(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int sections = (int)Long(file, SectionTableOffset);
        int size = Short(file, SectionSizeOffset), count = Short(file, SectionCountOffset);
        bool changed = false;
        for (int header = sections; header < sections + (count * size); header += size)
        {
            int start = (int)Long(file, header + 0x18), length = (int)Long(file, header + 0x20);
            int strings = (int)Long(file, sections + ((int)Int(file, header + 0x28) * size) + 0x18);
            changed |= Int(file, header + 4) switch
            {
                DynamicSymbols => RelaxSymbol(file, start, length, strings),
                NeededVersions => RelaxVersion(file, start, strings),
                _ => false,
            };
        }

        if (changed)
            File.WriteAllBytes(path, file);
        return changed;
    }

    private static bool RelaxSymbol(byte[] file, int start, int length, int strings)
    {
        for (int symbol = start; symbol < start + length; symbol += SymbolBytes)
        {
            if (!Reads(file, strings + (int)Int(file, symbol), Symbol))
                continue;
            file[symbol + SymbolInfo] = (byte)((file[symbol + SymbolInfo] & 0xF) | WeakBinding);
            return true;
        }

        return false;
    }

    // Libraries that are needed form a list, and so do the versions that are needed of each.
    private static bool RelaxVersion(byte[] file, int start, int strings)
    {
        for (int library = start, next = -1; next != 0; library += next)
        {
            next = (int)Int(file, library + 12);
            int version = library + (int)Int(file, library + 8);
            for (int left = Short(file, library + 2); left > 0; left--, version += (int)Int(file, version + 12))
            {
                if (!Reads(file, strings + (int)Int(file, version + 8), Version))
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(version + 4), WeakVersion);
                return true;
            }
        }

        return false;
    }

    private static bool Reads(byte[] file, int offset, string text) =>
        file.AsSpan(offset).StartsWith(Encoding.ASCII.GetBytes(text + '\0'));

    private static ushort Short(byte[] file, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(offset));

    private static uint Int(byte[] file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    private static long Long(byte[] file, int offset) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(offset));
}
